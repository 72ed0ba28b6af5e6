package dev.brownout.testing;

import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Stack traces of failures that begin with the test, without the frames of this library. */
final class TestFrames {
    /** Classes of this library that a test calls for an assertion. */
    private static final Set<String> API = Set.of(RunResultAssert.class.getName(), MetricAssert.class.getName());

    private TestFrames() {}

    /** Removes the frames of this library from a failure that is thrown through an assertion in a test. */
    static <T extends Throwable> T ofMethod(T failure) {
        List<StackTraceElement> frames = Arrays.asList(failure.getStackTrace());
        int first = 0;
        for (int i = 0; i < frames.size(); i++) {
            if (API.contains(frames.get(i).getClassName())) {
                first = i + 1;
            }
        }
        return with(failure, frames.subList(first, frames.size()));
    }

    /**
     * Replaces the frames of a failure by one that names a test of a scenario: its class, and a line of its scenario.
     */
    static <T extends Throwable> T ofScenario(T failure, Class<?> type, String test, int line) {
        String file = type.getAnnotation(SimulationTest.class).value();
        return with(
                failure, List.of(new StackTraceElement(type.getName(), test, file.isEmpty() ? "text" : file, line)));
    }

    private static <T extends Throwable> T with(T failure, List<StackTraceElement> frames) {
        failure.setStackTrace(frames.toArray(StackTraceElement[]::new));
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            cause.setStackTrace(new StackTraceElement[0]);
        }
        return failure;
    }
}
