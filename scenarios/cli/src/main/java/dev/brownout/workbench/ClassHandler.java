package dev.brownout.workbench;

import com.sun.net.httpserver.HttpExchange;
import dev.brownout.workbench.RequestArguments.InvalidArgumentException;
import dev.brownout.workbench.RequestBodies.RejectedBodyException;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.function.LongSupplier;

/**
 * Handler of the guesses of a class. All participants have the same address of the page. The address for the teacher
 * has a second secret, the key of the teacher. The page sends it with a request that only the teacher may make, in the
 * header {@code X-Teacher}.
 */
final class ClassHandler {
    private static final String LESSON = "lesson=";
    private static final HttpReply NO_CLASS = HttpReply.text(HttpReply.NOT_FOUND, "there is no class");
    private static final int MOST_BYTES = 4 << 10;

    private final LiveClass liveClass = new LiveClass();
    private final RequestBodies bodies = new RequestBodies(MOST_BYTES);
    private final boolean hasClass;
    private final String teacherKey;
    private final GuessLimit limit;

    /** Change of the guesses by a request. */
    @FunctionalInterface
    private interface ClassChange {
        /** Returns the reply to a request with these properties. */
        HttpReply apply(RequestArguments properties) throws InvalidArgumentException;
    }

    /**
     * Creates a handler.
     *
     * @param hasClass whether the server has a class; otherwise each request fails
     * @param nanoTime monotonic time, in ns
     */
    ClassHandler(boolean hasClass, String teacherKey, LongSupplier nanoTime) {
        this.hasClass = hasClass;
        this.teacherKey = teacherKey;
        this.limit = new GuessLimit(nanoTime);
    }

    /** Stores a guess. */
    HttpReply guess(HttpExchange exchange) throws IOException {
        long wait = hasClass ? limit.secondsToWait(exchange.getRemoteAddress().getAddress()) : 0;
        if (wait > 0) {
            return HttpReply.text(
                            HttpReply.TOO_MANY,
                            "a client address can send " + GuessLimit.MOST_GUESSES
                                    + " guesses in a minute; try again in " + wait + " s")
                    .withHeader("Retry-After", Long.toString(wait));
        }
        return change(
                exchange,
                guess -> liveClass
                        .guess(
                                guess.text("lesson"),
                                guess.text("prediction"),
                                guess.text("student"),
                                guess.number("value"))
                        .map(reason -> HttpReply.text(HttpReply.BAD_REQUEST, reason))
                        .orElseGet(HttpReply::empty));
    }

    /** Removes the guesses of all students for a prediction, if the request is from the teacher. */
    HttpReply clear(HttpExchange exchange) throws IOException {
        String key = exchange.getRequestHeaders().getFirst("X-Teacher");
        if (key == null || !MessageDigest.isEqual(bytes(key), bytes(teacherKey))) {
            return HttpReply.text(HttpReply.FORBIDDEN, "only the teacher can clear guesses");
        }
        return change(exchange, cleared -> {
            liveClass.clear(cleared.text("lesson"), cleared.text("prediction"));
            return HttpReply.empty();
        });
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private HttpReply change(HttpExchange exchange, ClassChange change) throws IOException {
        if (!hasClass) {
            return NO_CLASS;
        }
        HttpReply[] reply = new HttpReply[1];
        try {
            bodies.read(exchange, body -> reply[0] = reply(body, change));
            return reply[0];
        } catch (RejectedBodyException rejected) {
            return HttpReply.text(rejected.status(), rejected.getMessage());
        }
    }

    private static HttpReply reply(byte[] body, ClassChange change) {
        try {
            return change.apply(RequestArguments.of(body));
        } catch (InvalidArgumentException invalid) {
            return HttpReply.text(HttpReply.BAD_REQUEST, invalid.getMessage());
        }
    }

    /** Returns the guesses of a lesson. */
    HttpReply guesses(HttpExchange exchange) {
        String query = exchange.getRequestURI().getRawQuery();
        if (!hasClass || query == null || !query.startsWith(LESSON)) {
            return NO_CLASS;
        }
        return HttpReply.json(
                liveClass.guesses(URLDecoder.decode(query.substring(LESSON.length()), StandardCharsets.UTF_8)));
    }
}
