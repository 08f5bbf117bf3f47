package stet.web.people;

import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.support.RequestDataValueProcessor;
import stet.web.door.SignedIn;

/** Puts into each form, beside the token against forged ones, for whom its page was made: see {@link KeptForm#PERSON}. */
@Component
final class PersonInForms implements BeanPostProcessor {

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        return bean instanceof RequestDataValueProcessor forms ? new WithPerson(forms) : bean;
    }

    private record WithPerson(RequestDataValueProcessor forms) implements RequestDataValueProcessor {
        @Override
        public String processAction(HttpServletRequest request, String action, String httpMethod) {
            return forms.processAction(request, action, httpMethod);
        }

        @Override
        public String processFormFieldValue(
                HttpServletRequest request, @Nullable String name, String value, String type) {
            return forms.processFormFieldValue(request, name, value, type);
        }

        /** A form that changes nothing has neither. */
        @Override
        public Map<String, String> getExtraHiddenFields(HttpServletRequest request) {
            var token = forms.getExtraHiddenFields(request);
            var who = SecurityContextHolder.getContext().getAuthentication();
            if (token == null || token.isEmpty() || who == null || !(who.getPrincipal() instanceof SignedIn person)) {
                return token == null ? Map.of() : token;
            }
            var both = new HashMap<>(token);
            both.put(KeptForm.PERSON, person.person().value());
            return both;
        }

        @Override
        public String processUrl(HttpServletRequest request, String url) {
            return forms.processUrl(request, url);
        }
    }
}
