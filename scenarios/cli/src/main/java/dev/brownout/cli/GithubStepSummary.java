package dev.brownout.cli;

import dev.brownout.export.Markdown;
import dev.brownout.io.FileError;
import dev.brownout.io.OutputFile;
import dev.brownout.result.RunResult;
import dev.brownout.summary.Part;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * Summary of a step of a GitHub workflow: a file named by an environment variable, to which each command of the step
 * appends. The runner discards a file that exceeds its limit, so the text is truncated to fit.
 */
final class GithubStepSummary {
    /** Maximum size of the summary of one step, in bytes (documentation of GitHub Actions). */
    static final long MOST_BYTES = 1 << 20;

    private GithubStepSummary() {}

    /** Appends a result to the file, if the environment names one. A write error causes a warning, not a failure. */
    static void add(Terminal terminal, RunResult result, Part changes) {
        String named = terminal.variable(EnvironmentVariable.GITHUB_STEP_SUMMARY);
        if (named.isEmpty()) {
            return;
        }
        try {
            Path file = Path.of(named);
            long present = Files.exists(file) ? Files.size(file) : 0;
            String gap = present == 0 ? "" : "\n";
            String text = Markdown.within(MOST_BYTES - present - gap.length(), result, changes);
            if (text.isEmpty()) {
                warn(terminal, "is full and does not contain " + result.name() + " (1 MiB a step)");
                return;
            }
            OutputFile.append(file, (gap + text).getBytes(StandardCharsets.UTF_8));
        } catch (InvalidPathException e) {
            warn(terminal, "is not the name of a file: " + e.getReason());
        } catch (IOException e) {
            warn(terminal, "cannot be written: " + FileError.words(e));
        }
    }

    private static void warn(Terminal terminal, String reason) {
        terminal.err().println("brownout: warning: " + EnvironmentVariable.GITHUB_STEP_SUMMARY + " " + reason);
    }
}
