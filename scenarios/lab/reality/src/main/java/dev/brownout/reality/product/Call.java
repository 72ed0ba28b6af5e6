package dev.brownout.reality.product;

import java.net.ConnectException;
import java.net.SocketTimeoutException;

/** One call of a client to a product. */
@FunctionalInterface
interface Call {
    /**
     * Sends a call and waits for its response.
     *
     * @param number number of the call, from 0
     * @param timeoutMillis longest time until the response, in ms
     * @return a detail of the response, such as the name of a node, {@code hit} or {@code miss}
     * @throws Exception if the call fails; {@link #error} names it
     */
    String send(int number, int timeoutMillis) throws Exception;

    /** A failure that the product reports, with one word such as a status. */
    final class Failure extends Exception {
        private static final long serialVersionUID = 1;

        Failure(String word) {
            super(word);
        }
    }

    /**
     * Returns one word for a failure: {@code timeout}, {@code refused}, that of a {@link Failure}, or {@code broken}.
     */
    static String error(Exception failure) {
        if (failure instanceof SocketTimeoutException) {
            return "timeout";
        }
        if (failure instanceof ConnectException) {
            return "refused";
        }
        return failure instanceof Failure ? failure.getMessage() : "broken";
    }
}
