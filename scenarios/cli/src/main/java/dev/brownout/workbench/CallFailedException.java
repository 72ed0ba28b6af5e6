package dev.brownout.workbench;

/** Signals that a call has no value. The message is for the user. */
public final class CallFailedException extends Exception {
    private static final long serialVersionUID = 1;

    CallFailedException(String message) {
        super(message);
    }
}
