package stet.web.assets;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.springframework.web.context.WebApplicationContext;
import org.thymeleaf.context.Context;
import org.thymeleaf.context.IExpressionContext;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templateresolver.ITemplateResolver;

/** Makes pages, or pieces of them, of what they show and of nothing else: no request is seen here, so whoever asks gets the same. */
@Component
public final class Press {
    private final SpringTemplateEngine engine = new SpringTemplateEngine();

    Press(List<ITemplateResolver> templates, MessageSource messages, Assets assets, WebApplicationContext program) {
        var servlet = program.getServletContext();
        engine.setTemplateResolvers(Set.copyOf(templates));
        engine.setTemplateEngineMessageSource(messages);
        engine.setLinkBuilder(new OfNobody(assets, servlet == null ? "" : servlet.getContextPath()));
    }

    public String html(String template, Map<String, @Nullable Object> shown) {
        return engine.process(template, new Context(Locale.ENGLISH, shown));
    }

    /** @param fragment of the template, by its name */
    public String html(String template, String fragment, Map<String, @Nullable Object> shown) {
        return engine.process(template, Set.of(fragment), new Context(Locale.ENGLISH, shown));
    }

    /** Links to this program, which need no request to be known. */
    private static final class OfNobody extends Links {
        private final String root;

        OfNobody(Assets assets, String root) {
            super(assets);
            this.root = root;
        }

        @Override
        protected String computeContextPath(
                IExpressionContext context, String base, @Nullable Map<String, Object> parameters) {
            return root;
        }

        @Override
        protected String processLink(IExpressionContext context, String link) {
            return versioned(link);
        }
    }
}
