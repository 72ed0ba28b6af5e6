package dev.brownout.experiment.shard;

import dev.brownout.sentence.InvalidValueException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Option that selects the shard to run: {@code 3/16}, or {@code /16} if a batch system gives the index of this process
 * in an environment variable.
 *
 * @param shard selected shard
 * @param reported environment variables that gave the index, such as {@code JOB_COMPLETION_INDEX=2}; empty if it was
 *     typed
 */
public record ShardOption(Shard shard, List<String> reported) {
    /** Index of a pod of a Kubernetes Job in the Indexed completion mode, from 0. */
    public static final String KUBERNETES = "JOB_COMPLETION_INDEX";
    /** Index of a child of an AWS Batch array job, from 0. */
    public static final String AWS_BATCH = "AWS_BATCH_JOB_ARRAY_INDEX";
    /** Number of a task of a Slurm array job. */
    public static final String SLURM = "SLURM_ARRAY_TASK_ID";
    /** Smallest task number of the same Slurm array job. */
    public static final String SLURM_TASK_MIN = "SLURM_ARRAY_TASK_MIN";

    private static final Pattern FORM = Pattern.compile("([0-9]*)/([0-9]+)");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

    /** Copies the list. */
    public ShardOption {
        reported = List.copyOf(reported);
    }

    /**
     * Parses the option.
     *
     * @param environment returns the value of an environment variable, empty if it is not set
     * @throws IllegalArgumentException if the text is malformed, there is no such shard, or the environment gives no
     *     index
     */
    public static ShardOption of(String typed, UnaryOperator<String> environment) {
        Matcher form = FORM.matcher(typed);
        if (!form.matches()) {
            throw new InvalidValueException(
                    "'{}' is not a shard; expected i/n, such as 3/16 for the third of 16, or /16 with the index from "
                            + KUBERNETES + ", " + AWS_BATCH + " or " + SLURM,
                    typed);
        }
        int shardCount = number(form.group(2));
        if (!form.group(1).isEmpty()) {
            return new ShardOption(new Shard(number(form.group(1)), shardCount), List.of());
        }
        Map<String, Integer> indices = indices(environment);
        if (indices.isEmpty()) {
            throw new IllegalArgumentException("unknown index of " + shardCount + " shards; expected "
                    + KUBERNETES
                    + ", " + AWS_BATCH + " or " + SLURM + " in the environment, or a number before the slash, such as"
                    + " 1/" + shardCount);
        }
        List<String> variables = List.copyOf(indices.keySet());
        if (indices.values().stream().distinct().count() > 1) {
            throw new IllegalArgumentException("contradictory environment variables " + String.join(" and ", variables)
                    + "; expected an explicit shard, such as 1/" + shardCount);
        }
        try {
            return new ShardOption(new Shard(indices.values().iterator().next() + 1, shardCount), variables);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(e.getMessage() + " (from " + String.join(" and ", variables) + ")", e);
        }
    }

    /** Returns the index of this process, from 0, by each environment variable that gives one. */
    private static Map<String, Integer> indices(UnaryOperator<String> environment) {
        Map<String, Integer> indices = new LinkedHashMap<>();
        for (String name : List.of(KUBERNETES, AWS_BATCH)) {
            index(name, environment).ifPresent(index -> indices.put(name + "=" + index, index));
        }
        OptionalInt task = index(SLURM, environment);
        if (task.isPresent()) {
            int firstTask = index(SLURM_TASK_MIN, environment)
                    .orElseThrow(() -> new IllegalArgumentException(
                            SLURM + " is set, but not " + SLURM_TASK_MIN + ", the index of its first task"));
            List<String> variables =
                    new ArrayList<>(List.of(SLURM + "=" + task.getAsInt(), SLURM_TASK_MIN + "=" + firstTask));
            indices.put(String.join(" with ", variables), task.getAsInt() - firstTask);
        }
        return indices;
    }

    private static OptionalInt index(String name, UnaryOperator<String> environment) {
        String value = environment.apply(name);
        if (value.isEmpty()) {
            return OptionalInt.empty();
        }
        if (!NUMBER.matcher(value).matches()) {
            throw new IllegalArgumentException(name + " is '" + value + "', which is not the number of a shard");
        }
        return OptionalInt.of(Integer.parseInt(value));
    }

    private static int number(String digits) {
        String significant = digits.replaceFirst("^0+(?=.)", "");
        return NUMBER.matcher(significant).matches() ? Integer.parseInt(significant) : Integer.MAX_VALUE;
    }
}
