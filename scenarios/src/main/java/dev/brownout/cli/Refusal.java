package dev.brownout.cli;

/** Says that what was asked for is impossible, in words for the person who asked: bad input, never a bug. */
final class Refusal extends Exception {
    private static final long serialVersionUID = 1;

    Refusal(String message) {
        super(message);
    }
}
