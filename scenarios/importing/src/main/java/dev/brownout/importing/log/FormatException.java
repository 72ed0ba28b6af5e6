package dev.brownout.importing.log;

/** Says that what somebody gave as the format of a log is none, or says too little of a request. */
final class FormatException extends Exception {
    private static final long serialVersionUID = 1;

    FormatException(String message) {
        super(message);
    }
}
