package stet.web.http;

import io.swagger.v3.oas.annotations.Hidden;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/** What every type of problem means. The type is an address, as RFC 9457 wants it, and the page that is found there explains it. */
@Controller
@Hidden
public class ProblemTypes {
    private static final String PATH = "/api/problems/";

    private static final ResourceBundle EXPLAINED =
            ResourceBundle.getBundle("stet.web.http.problems", Locale.ROOT, ProblemTypes.class.getClassLoader());

    /** The address of a type by its name, such as {@code own-words}. */
    public static URI address(String name) {
        return URI.create(PATH + name);
    }

    /** All that there are, as they stand in the field {@code type}. */
    public static List<String> all() {
        return EXPLAINED.keySet().stream()
                .sorted()
                .map(name -> address(name).toString())
                .toList();
    }

    /** @param name such as {@code own-words} */
    record Explained(String name, String title, String meaning) {
        static Explained of(String name) {
            return new Explained(name, Problems.title(name), EXPLAINED.getString(name));
        }
    }

    @GetMapping("/api/problems")
    ModelAndView list() {
        return page(true, EXPLAINED.keySet().stream().sorted().toList());
    }

    @GetMapping(PATH + "{name}")
    ModelAndView one(@PathVariable String name) {
        if (!EXPLAINED.containsKey(name)) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        return page(false, List.of(name));
    }

    private static ModelAndView page(boolean all, List<String> names) {
        return new ModelAndView(
                "pages/problems",
                Map.of("all", all, "problems", names.stream().map(Explained::of).toList()));
    }
}
