package dev.brownout.spark;

import dev.brownout.cli.Main;
import java.util.ArrayList;
import java.util.List;

/**
 * The command line as a job for {@code spark-submit}, which says where the cluster is: {@code sweep}, {@code compare}
 * or {@code replicate} with what they take.
 */
public final class SparkJob {
    private SparkJob() {}

    /** Runs the command line {@code args} on the cluster, and ends the process with its exit code. */
    public static void main(String[] args) {
        List<String> command = new ArrayList<>(List.of(args));
        if (!command.isEmpty() && !command.contains("--engine")) {
            command.addAll(1, List.of("--engine", "spark"));
        }
        Main.main(command.toArray(new String[0]));
    }
}
