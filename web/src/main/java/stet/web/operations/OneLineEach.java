package stet.web.operations;

import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.logging.logback.ExtendedWhitespaceThrowableProxyConverter;

/** A failure in the log: each of its lines is one that Java wrote, however the message of the failure is made up. */
public final class OneLineEach extends ExtendedWhitespaceThrowableProxyConverter {
    @Override
    protected String throwableProxyToString(IThrowableProxy failure) {
        return super.throwableProxyToString(new Told(failure));
    }

    private record Told(IThrowableProxy failure) implements IThrowableProxy {
        @Override
        public @Nullable String getMessage() {
            return escaped(failure.getMessage());
        }

        @Override
        public @Nullable String getOverridingMessage() {
            return escaped(failure.getOverridingMessage());
        }

        @Override
        public String getClassName() {
            return failure.getClassName();
        }

        @Override
        public StackTraceElementProxy[] getStackTraceElementProxyArray() {
            return failure.getStackTraceElementProxyArray();
        }

        @Override
        public int getCommonFrames() {
            return failure.getCommonFrames();
        }

        @Override
        public @Nullable IThrowableProxy getCause() {
            return failure.getCause() == null ? null : new Told(failure.getCause());
        }

        @Override
        public IThrowableProxy @Nullable [] getSuppressed() {
            var suppressed = failure.getSuppressed();
            if (suppressed == null) {
                return null;
            }
            var told = new IThrowableProxy[suppressed.length];
            for (var n = 0; n < told.length; n++) {
                told[n] = new Told(suppressed[n]);
            }
            return told;
        }

        @Override
        public boolean isCyclic() {
            return failure.isCyclic();
        }

        private static @Nullable String escaped(@Nullable String message) {
            return message == null ? null : OneLine.of(message);
        }
    }
}
