package dev.brownout.workbench;

import java.nio.charset.StandardCharsets;

/**
 * Outcome of a call: the last line of the response.
 *
 * @param line line in UTF-8, with its line end
 * @param reusable whether the same call later has the same outcome
 */
record RunOutcome(byte[] line, boolean reusable) {
    /** Creates the outcome of a successful call. */
    static RunOutcome result(String json, boolean reusable) {
        return new RunOutcome(utf8("{\"type\":\"result\",\"value\":" + json + "}\n"), reusable);
    }

    /** Creates the outcome of a failed call. */
    static RunOutcome error(String message) {
        return new RunOutcome(ResponseLines.error(message), false);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
