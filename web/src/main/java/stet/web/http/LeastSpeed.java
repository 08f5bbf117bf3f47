package stet.web.http;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.apache.coyote.Adapter;
import org.apache.coyote.ErrorState;
import org.apache.coyote.InputBuffer;
import org.apache.coyote.Processor;
import org.apache.coyote.Request;
import org.apache.coyote.Response;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.coyote.http11.Http11Processor;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.ApplicationBufferHandler;
import org.apache.tomcat.util.net.SocketEvent;
import org.apache.tomcat.util.net.SocketWrapperBase;

/**
 * Tomcat's HTTP/1.1 with a minimum data rate, against clients that hold connections by sending a byte now and then (slowloris): Tomcat's
 * own timeout starts anew with each byte. It is public because Tomcat instantiates it by its class name.
 */
public final class LeastSpeed extends Http11NioProtocol {
    private Duration headWithin = Duration.ofSeconds(10);
    private Duration grace = Duration.ofSeconds(10);
    private long bytesPerSecond = 500;

    /**
     * @param headWithin by when the line and the headers of a request are there, from their first byte on
     * @param grace for how long a body may come as it likes
     * @param bytesPerSecond how fast it comes after that, from its beginning
     */
    void require(Duration headWithin, Duration grace, long bytesPerSecond) {
        this.headWithin = headWithin;
        this.grace = grace;
        this.bytesPerSecond = bytesPerSecond;
    }

    @Override
    protected Processor createProcessor() {
        return new Measured();
    }

    private final class Measured extends Http11Processor {
        private final Adapter answering;
        /** When the first byte of a request came whose headers are not complete yet, by the system's nano time; or 0. */
        private long headSince;

        Measured() {
            super(LeastSpeed.this, LeastSpeed.this.getAdapter());
            answering = new Answering(super.getAdapter());
            request.setInputBuffer(new Body(request.getInputBuffer()));
        }

        @Override
        public Adapter getAdapter() {
            return answering;
        }

        @Override
        public SocketState service(SocketWrapperBase<?> socket) throws IOException {
            var state = super.service(socket);
            if (state != SocketState.LONG || isAsync()) {
                headSince = 0;
                return state;
            }
            var now = System.nanoTime();
            if (headSince == 0) {
                headSince = now;
            }
            return now - headSince > headWithin.toNanos() ? SocketState.CLOSED : state;
        }

        /** Measures the rate of a body. Only the time spent waiting for bytes counts, not the time in which Stet does something with them. */
        private final class Body implements InputBuffer {
            private final InputBuffer body;
            private long waited;

            Body(InputBuffer body) {
                this.body = body;
            }

            @Override
            public int doRead(ApplicationBufferHandler into) throws IOException {
                if (request.getBytesRead() == 0) {
                    waited = 0;
                }
                var since = System.nanoTime();
                var read = body.doRead(into);
                waited += System.nanoTime() - since;
                var over = waited - grace.toNanos();
                if (read >= 0 && over > 0 && (request.getBytesRead() + read) * 1e9 < (double) bytesPerSecond * over) {
                    // The connection is closed, so that Tomcat does not wait for the rest of the body.
                    setErrorState(ErrorState.CLOSE_CLEAN, null);
                    throw new SocketTimeoutException("A body came too slowly");
                }
                return read;
            }

            @Override
            public int available() {
                return body.available();
            }
        }

        /** Reads the rest of a body after the answer, at the same minimum rate; Tomcat would read it at any. */
        private final class Answering implements Adapter {
            private final Adapter adapter;

            Answering(Adapter adapter) {
                this.adapter = adapter;
            }

            @Override
            public void service(Request request, Response response) throws Exception {
                adapter.service(request, response);
                var refusedUnsent = request.hasExpectation() && response.getStatus() >= 300;
                if (!isAsync() && !refusedUnsent && !getErrorState().isError()) {
                    swallow();
                }
            }

            private void swallow() {
                var into = new Nowhere();
                var most = getMaxSwallowSize();
                try {
                    for (long swallowed = 0; swallowed >= 0; ) {
                        var read = request.doRead(into);
                        swallowed = read < 0 ? -1 : swallowed + read;
                        if (most >= 0 && swallowed > most) {
                            setErrorState(ErrorState.CLOSE_NOW, null);
                            return;
                        }
                    }
                } catch (IOException _) {
                    setErrorState(ErrorState.CLOSE_NOW, null);
                }
            }

            @Override
            public boolean prepare(Request request, Response response) throws Exception {
                return adapter.prepare(request, response);
            }

            @Override
            public boolean asyncDispatch(Request request, Response response, SocketEvent event) throws Exception {
                return adapter.asyncDispatch(request, response, event);
            }

            @Override
            public void log(Request request, Response response, long time) {
                adapter.log(request, response, time);
            }

            @Override
            public void checkRecycled(Request request, Response response) {
                adapter.checkRecycled(request, response);
            }

            @Override
            public String getDomain() {
                return adapter.getDomain();
            }
        }
    }

    private static final class Nowhere implements ApplicationBufferHandler {
        private ByteBuffer buffer = ByteBuffer.allocate(0);

        @Override
        public void setByteBuffer(ByteBuffer buffer) {
            this.buffer = buffer;
        }

        @Override
        public ByteBuffer getByteBuffer() {
            return buffer;
        }

        @Override
        public void expand(int size) {}
    }
}
