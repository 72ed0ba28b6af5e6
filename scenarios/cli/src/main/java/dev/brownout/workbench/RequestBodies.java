package dev.brownout.workbench;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Reader of request bodies. The size of a body, and of the bodies of all open requests, is limited. */
final class RequestBodies {
    private static final int KIB = 1_024;
    /** Part of the heap that the bodies of all requests may have. */
    private static final int HEAP_PART = 8;
    /** Maximum size of a body that is skipped, so that its client can read the reply, in bytes. */
    private static final long MOST_SKIPPED = 64L << 20;

    private static final int WAIT_SECONDS = 5;

    private final int mostBytes;
    private final Semaphore space;

    /** Answer to a request with a body. */
    @FunctionalInterface
    interface BodyTask {
        /** Answers the request. */
        void answer(byte[] body) throws IOException;
    }

    /** Signals that a body is not read. */
    static final class RejectedBodyException extends Exception {
        private static final long serialVersionUID = 1;

        private final int status;

        RejectedBodyException(int status, String message) {
            super(message);
            this.status = status;
        }

        /** Returns the status code of the response. */
        int status() {
            return status;
        }
    }

    /**
     * Creates a reader.
     *
     * @param mostBytes maximum size of a body
     */
    RequestBodies(int mostBytes) {
        this.mostBytes = mostBytes;
        space = new Semaphore(
                (int) (Math.max(mostBytes, Runtime.getRuntime().maxMemory() / HEAP_PART) / KIB) + 1, true);
    }

    /**
     * Reads a body and answers its request. The size of the body counts until the end of the answer.
     *
     * @throws RejectedBodyException if it is larger, has no known size, or other bodies occupy the memory
     */
    void read(HttpExchange exchange, BodyTask task) throws IOException, RejectedBodyException {
        long bytes = length(exchange);
        InputStream body = exchange.getRequestBody();
        if (bytes > mostBytes) {
            if (bytes <= MOST_SKIPPED) {
                body.transferTo(OutputStream.nullOutputStream());
            }
            throw new RejectedBodyException(HttpReply.TOO_LARGE, "a request has at most " + mostBytes + " bytes");
        }
        int needed = (int) bytes / KIB + 1;
        try {
            if (!space.tryAcquire(needed, WAIT_SECONDS, TimeUnit.SECONDS)) {
                throw new RejectedBodyException(HttpReply.OVERLOADED, "the server is busy; try again");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RejectedBodyException(HttpReply.OVERLOADED, "the server ends");
        }
        try {
            task.answer(body.readAllBytes());
        } finally {
            space.release(needed);
        }
    }

    private static long length(HttpExchange exchange) throws RejectedBodyException {
        String length = exchange.getRequestHeaders().getFirst("Content-Length");
        if (length == null) {
            throw new RejectedBodyException(HttpReply.NO_LENGTH, "the request has no Content-Length");
        }
        try {
            return Long.parseLong(length);
        } catch (NumberFormatException invalid) {
            throw new RejectedBodyException(HttpReply.BAD_REQUEST, "the Content-Length is no number");
        }
    }
}
