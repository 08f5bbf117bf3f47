package stet.web.people;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;

/**
 * Which addresses there are. Whoever asks for one that is not there, or for one in a way that it does not take, is told so also where they
 * are not signed in: signing in would not help them. Nothing is opened by this; it only decides in which words somebody is sent away.
 */
@Component
final class Mapped {
    private final ObjectProvider<RequestMappingInfoHandlerMapping> mappings;

    /** @param mappings asked for late, since they are made of controllers that need what guards them */
    Mapped(ObjectProvider<RequestMappingInfoHandlerMapping> mappings) {
        this.mappings = mappings;
    }

    /** Answers with 404 or 405 where that is the reason; false where the address is there, and nothing was answered. */
    boolean sentAway(HttpServletRequest request, HttpServletResponse response) throws IOException {
        ServletRequestPathUtils.parseAndCache(request);
        for (var mapping : mappings) {
            try {
                if (mapping.getHandler(request) != null) {
                    return false;
                }
            } catch (HttpRequestMethodNotSupportedException other) {
                response.setHeader(HttpHeaders.ALLOW, String.join(", ", other.getSupportedMethods()));
                response.sendError(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
                return true;
            } catch (Exception _) {
                // It takes the address, and not what was sent there.
                return false;
            }
        }
        response.sendError(HttpServletResponse.SC_NOT_FOUND);
        return true;
    }
}
