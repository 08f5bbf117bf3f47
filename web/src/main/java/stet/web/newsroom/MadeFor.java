package stet.web.newsroom;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.ModelAndViewDefiningException;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import stet.web.door.SignedIn;
import stet.web.http.Problems;
import stet.web.people.KeptForm;

/**
 * A page says for whom it was made with whatever is sent from it. Where somebody else has signed in since in the same browser, nothing
 * is done: the words are not theirs.
 */
@Component
final class MadeFor implements HandlerInterceptor, WebMvcConfigurer {
    /** What the scripts of a page send. In the answer it says who is signed in instead. */
    private static final String HEADER = "Stet-Person";

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this);
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws ModelAndViewDefiningException {
        var who = SecurityContextHolder.getContext().getAuthentication();
        if (who == null || !(who.getPrincipal() instanceof SignedIn now) || now.grant() != null) {
            return true;
        }
        var said = said(request);
        if (said == null || said.equals(now.person().value())) {
            return true;
        }
        response.setHeader(HEADER, now.person().value());
        var sentence = ("%s has signed in here since, and this page was opened by somebody else. Nothing was done in"
                        + " either name; what was typed is still there")
                .formatted(now.name());
        if (handler instanceof HandlerMethod method && method.getBeanType().isAnnotationPresent(RestController.class)) {
            throw new ErrorResponseException(
                    HttpStatus.CONFLICT, Problems.problem(HttpStatus.CONFLICT, "signed-in-as-another", sentence), null);
        }
        throw new ModelAndViewDefiningException(
                request.getHeader("HX-Request") == null
                        ? KeptForm.page(request, now)
                        : Pages.refused(new Refusal(HttpStatus.CONFLICT, sentence, List.of()), response));
    }

    private static @Nullable String said(HttpServletRequest request) {
        var header = request.getHeader(HEADER);
        return header == null && HttpMethod.POST.matches(request.getMethod())
                ? request.getParameter(KeptForm.PERSON)
                : header;
    }
}
