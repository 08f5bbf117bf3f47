package stet.web.operations;

import ch.qos.logback.classic.pattern.MessageConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;

/**
 * Escapes control characters and changes of direction in each log message, so that nobody can forge a line of the log by what they send.
 * logback-spring.xml names it, so that every appender uses it.
 */
public final class OneLine extends MessageConverter {
    @Override
    public String convert(ILoggingEvent event) {
        return of(super.convert(event));
    }

    static String of(String text) {
        if (text.chars().noneMatch(OneLine::isControl)) {
            return text;
        }
        var line = new StringBuilder(text.length() + 16);
        for (var n = 0; n < text.length(); n++) {
            var c = text.charAt(n);
            if (isControl(c)) {
                line.append("\\u%04x".formatted((int) c));
            } else {
                line.append(c);
            }
        }
        return line.toString();
    }

    /** C0 and C1 but for the tab, what separates lines and paragraphs, and what has no look or changes the direction of others. */
    private static boolean isControl(int c) {
        return c != '\t'
                && (Character.isISOControl(c)
                        || Character.getType(c) == Character.LINE_SEPARATOR
                        || Character.getType(c) == Character.PARAGRAPH_SEPARATOR
                        || Character.getType(c) == Character.FORMAT);
    }
}
