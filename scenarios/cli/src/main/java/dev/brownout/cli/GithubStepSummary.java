package dev.brownout.cli;

import dev.brownout.export.Markdown;
import dev.brownout.io.FileError;
import dev.brownout.result.RunResult;
import dev.brownout.summary.Part;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The summary of a step of a workflow of GitHub: a file that the runner names in the environment, to which each command
 * of the step adds. What is longer than the runner takes it throws away whole, so a summary is cut before that.
 */
final class GithubStepSummary {
    /** The most bytes of one step, by the documentation of GitHub Actions. */
    static final long MOST_BYTES = 1 << 20;

    private GithubStepSummary() {}

    /** Adds a result to the file, if there is one; a file that takes nothing is no reason to fail. */
    static void add(Terminal terminal, RunResult result, Part changes) {
        String named = terminal.variable(EnvironmentVariable.GITHUB_STEP_SUMMARY);
        if (named.isEmpty()) {
            return;
        }
        try {
            Path file = Path.of(named);
            long there = Files.exists(file) ? Files.size(file) : 0;
            String gap = there == 0 ? "" : "\n";
            String text = Markdown.within(MOST_BYTES - there - gap.length(), result, changes);
            if (text.isEmpty()) {
                warn(terminal, "has no room left for " + result.name() + " (1 MiB a step)");
                return;
            }
            Files.write(
                    file,
                    (gap + text).getBytes(StandardCharsets.UTF_8),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (InvalidPathException e) {
            warn(terminal, "names no file: " + e.getReason());
        } catch (IOException e) {
            warn(terminal, "cannot be written: " + FileError.words(e));
        }
    }

    private static void warn(Terminal terminal, String why) {
        terminal.err().println("brownout: warning: " + EnvironmentVariable.GITHUB_STEP_SUMMARY + " " + why);
    }
}
