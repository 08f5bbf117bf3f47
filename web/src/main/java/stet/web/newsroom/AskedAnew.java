package stet.web.newsroom;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.ModelAndViewDefiningException;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import stet.web.door.SignedIn;
import stet.web.http.Problems;
import stet.web.people.KeptForm;
import stet.web.people.StepUp;

/**
 * Before something is done for which somebody has to have proved lately that it is them, they are asked to: in the page by its scripts, on
 * a page that keeps what they typed without these, and as a problem where a program asks.
 */
@Component
final class AskedAnew implements HandlerInterceptor, WebMvcConfigurer {
    /** After it is clear for whom the page was made. */
    private static final int ORDER = 1;

    private static final String NO_SECOND_FACTOR =
            "In your roles you need a second factor or a passkey for this; set one up on the page of your account";

    private static final String SENTENCE =
            "It is some time since you signed in here, and this goes to readers or concerns who comes in: show that it is you once more";

    private final StepUp stepUp;

    AskedAnew(StepUp stepUp) {
        this.stepUp = stepUp;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).order(ORDER);
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws ModelAndViewDefiningException {
        var who = SecurityContextHolder.getContext().getAuthentication();
        if (who == null || !(who.getPrincipal() instanceof SignedIn now)) {
            return true;
        }
        if (stepUp.wantsSecondFactor(request, now)) {
            throw refused(
                    request,
                    response,
                    handler,
                    StepUp.NO_SECOND_FACTOR,
                    NO_SECOND_FACTOR,
                    new ModelAndView("people/second-factor-first"));
        }
        if (!stepUp.isWanted(request, now)) {
            return true;
        }
        var by = stepUp.by(now);
        response.setHeader(StepUp.HEADER, by.told());
        throw refused(
                request,
                response,
                handler,
                StepUp.PROBLEM,
                SENTENCE,
                KeptForm.stepUp(request, by).addObject("singleSignOn", stepUp.singleSignOn()));
    }

    /** @param page where there are no scripts */
    private static ModelAndViewDefiningException refused(
            HttpServletRequest request,
            HttpServletResponse response,
            Object handler,
            String problem,
            String sentence,
            ModelAndView page) {
        if (handler instanceof HandlerMethod method && method.getBeanType().isAnnotationPresent(RestController.class)) {
            throw new ErrorResponseException(
                    HttpStatus.FORBIDDEN, Problems.problem(HttpStatus.FORBIDDEN, problem, sentence), null);
        }
        page.setStatus(HttpStatus.FORBIDDEN);
        return new ModelAndViewDefiningException(
                request.getHeader("HX-Request") == null
                        ? page
                        : Pages.refused(new Refusal(HttpStatus.FORBIDDEN, sentence, List.of()), response));
    }
}
