package stet.web.assets;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import org.thymeleaf.context.IExpressionContext;
import org.thymeleaf.linkbuilder.StandardLinkBuilder;
import org.thymeleaf.spring6.SpringTemplateEngine;

/** Links of pages, where {@code @{/assets/stet.css}} has the version of the file with it, as {@link Assets#address} knows it. */
@Component
public class Links extends StandardLinkBuilder {
    private final Assets assets;

    public Links(Assets assets) {
        this.assets = assets;
    }

    @Autowired
    void of(SpringTemplateEngine pages) {
        pages.setLinkBuilder(this);
    }

    @Override
    protected String processLink(IExpressionContext context, String link) {
        return super.processLink(context, versioned(link));
    }

    protected final String versioned(String link) {
        var at = link.indexOf(Assets.ROOT);
        return at < 0 ? link : link.substring(0, at) + assets.address(link.substring(at));
    }
}
