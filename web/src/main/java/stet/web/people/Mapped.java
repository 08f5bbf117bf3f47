package stet.web.people;

import jakarta.servlet.ServletException;
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
    boolean sentAway(HttpServletRequest request, HttpServletResponse response) throws IOException, ServletException {
        ServletRequestPathUtils.parseAndCache(request);
        try {
            for (var mapping : mappings) {
                if (takes(mapping, request)) {
                    return false;
                }
            }
        } catch (HttpRequestMethodNotSupportedException other) {
            response.setHeader(HttpHeaders.ALLOW, String.join(", ", other.getSupportedMethods()));
            response.sendError(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
            return true;
        }
        response.sendError(HttpServletResponse.SC_NOT_FOUND);
        return true;
    }

    /** Whether this is an address of one of these; of what is sent there, such as its media type, only whoever is signed in is told. */
    private static boolean takes(RequestMappingInfoHandlerMapping mapping, HttpServletRequest request)
            throws IOException, ServletException {
        try {
            return mapping.getHandler(request) != null;
        } catch (HttpRequestMethodNotSupportedException other) {
            throw other;
        } catch (ServletException _) {
            return true;
        } catch (RuntimeException | IOException fault) {
            throw fault;
        } catch (Exception fault) {
            throw new ServletException(fault);
        }
    }
}
