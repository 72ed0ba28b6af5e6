package dev.brownout.rounds;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Limits of the processor time of test classes.
 *
 * @param seconds limit of a class without an exception, in CPU seconds
 * @param loopSeconds time of the calibration loop on the machine of the limits, in CPU seconds
 * @param exceptions limits of single classes by simple name, in CPU seconds
 */
record TestLimits(double seconds, double loopSeconds, Map<String, Double> exceptions) {
    /**
     * Reads limits from lines of three columns: name, CPU seconds, reason. The names {@code limit} and {@code loop} are
     * those of the first two components. Empty lines and lines that begin with # are ignored.
     *
     * @throws IllegalArgumentException if a line has no reason, or a name stands twice
     */
    static TestLimits read(Path file) throws IOException {
        Map<String, Double> limits = new LinkedHashMap<>();
        for (String line : Files.readAllLines(file)) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            String[] columns = line.strip().split("\\s+", 3);
            if (columns.length < 3 || limits.put(columns[0], Double.parseDouble(columns[1])) != null) {
                throw new IllegalArgumentException(file + ": expected a new name, seconds and a reason: " + line);
            }
        }
        double seconds = limits.remove("limit");
        double loop = limits.remove("loop");
        return new TestLimits(seconds, loop, limits);
    }

    /** Returns the limit of a class by its full name. */
    double of(String className) {
        return exceptions.getOrDefault(className.substring(className.lastIndexOf('.') + 1), seconds);
    }
}
