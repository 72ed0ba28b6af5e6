package dev.brownout.distribution;

import dev.brownout.cli.Main;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;

/** Writes what the build makes of the commands: completion, below {@code share}, and sources of manual pages. */
public final class ShareFolder {
    private ShareFolder() {}

    /**
     * Writes all of it.
     *
     * @param args the folder {@code share}, the folder for the sources of manual pages, in AsciiDoc, and the time of
     *     the version, such as 2026-11-20T00:00:00Z
     */
    public static void main(String[] args) throws IOException {
        Path share = Path.of(args[0]);
        CommandSpec command = Main.commands();
        write(share.resolve("bash-completion/completions/brownout"), BashCompletion.of(command));
        write(share.resolve("zsh/site-functions/_brownout"), ZshCompletion.of(command));
        write(share.resolve("fish/vendor_completions.d/brownout.fish"), FishCompletion.of(command));
        String day = args[2].substring(0, args[2].indexOf('T'));
        new ManualPages(day).write(command, Files.createDirectories(Path.of(args[1])));
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
