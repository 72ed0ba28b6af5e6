package dev.brownout.reality.product;

/**
 * Result of a call. Times are in ns from the start of the load.
 *
 * @param planned planned send time; in a closed loop the actual one
 * @param ended time of the response or of the failure
 * @param error empty for a success, else a word of {@link Call#error}
 * @param detail detail of the response; empty after a failure
 */
record CallResult(long planned, long ended, String error, String detail) {
    boolean succeeded() {
        return error.isEmpty();
    }
}
