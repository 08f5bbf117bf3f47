package stet.eventstore;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The network between Stet and a server on this machine, which swallows everything while it is cut, as a dead router does. */
final class Cable implements AutoCloseable {
    private final ServerSocket entrance;
    private final int server;
    private final Set<Socket> ends = ConcurrentHashMap.newKeySet();
    private final AtomicInteger cuts = new AtomicInteger();
    private volatile boolean cut;

    Cable(int server) throws IOException {
        this.server = server;
        entrance = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().name("cable").start(this::admit);
    }

    int port() {
        return entrance.getLocalPort();
    }

    void cut() {
        cut = true;
        cuts.incrementAndGet();
    }

    void mend() {
        cut = false;
    }

    private void admit() {
        while (!entrance.isClosed()) {
            try {
                var near = entrance.accept();
                ends.add(near);
                if (!cut) {
                    reach(near);
                }
            } catch (IOException _) {
                // The test is over.
            }
        }
    }

    private void reach(Socket near) {
        var laid = cuts.get();
        try {
            var far = new Socket(InetAddress.getLoopbackAddress(), server);
            ends.add(far);
            carry(near, far, laid);
            carry(far, near, laid);
        } catch (IOException _) {
            // The server is not there.
            close(near);
        }
    }

    private void carry(Socket from, Socket to, int laid) {
        Thread.ofVirtual().start(() -> {
            try {
                var bytes = new byte[16 << 10];
                var in = from.getInputStream();
                var out = to.getOutputStream();
                for (var n = in.read(bytes); n >= 0; n = in.read(bytes)) {
                    if (cuts.get() == laid) {
                        out.write(bytes, 0, n);
                    }
                }
            } catch (IOException _) {
                // An end was closed, and so is the other.
            }
            if (cuts.get() == laid) {
                close(from);
                close(to);
            }
        });
    }

    private void close(Socket end) {
        ends.remove(end);
        try {
            end.close();
        } catch (IOException _) {
            // It is closed, then.
        }
    }

    @Override
    public void close() {
        try {
            entrance.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        ends.forEach(this::close);
    }
}
