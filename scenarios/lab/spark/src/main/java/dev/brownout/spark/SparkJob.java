package dev.brownout.spark;

import dev.brownout.cli.Main;
import java.util.ArrayList;
import java.util.List;

/**
 * Entry point for {@code spark-submit}, which provides the master address. Takes {@code sweep}, {@code compare} or
 * {@code replicate} with their arguments.
 */
public final class SparkJob {
    private SparkJob() {}

    /** Runs the command line {@code args} on the cluster and ends the process with its exit code. */
    public static void main(String[] args) {
        List<String> command = new ArrayList<>(List.of(args));
        if (!command.isEmpty() && !command.contains("--engine")) {
            command.addAll(1, List.of("--engine", "spark"));
        }
        Main.main(command.toArray(new String[0]));
    }
}
