package dev.brownout.distribution;

import dev.brownout.cli.Main;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Build step that generates files from the command definitions: completion scripts below {@code share} and the sources
 * of the manual pages.
 */
public final class ShareFolder {
    private ShareFolder() {}

    /**
     * Writes the completion scripts and the sources of the manual pages.
     *
     * @param args the folder {@code share}; the folder for the AsciiDoc sources of the manual pages; and the timestamp
     *     of the version, such as 2026-11-20T00:00:00Z
     */
    public static void main(String[] args) throws IOException {
        Path share = Path.of(args[0]);
        CommandSpec command = Main.commands();
        write(share.resolve("bash-completion/completions/brownout"), BashCompletion.script(command));
        write(share.resolve("zsh/site-functions/_brownout"), ZshCompletion.script(command));
        write(share.resolve("fish/vendor_completions.d/brownout.fish"), FishCompletion.script(command));
        String day = args[2].substring(0, args[2].indexOf('T'));
        new ManualPages(day).write(command, Files.createDirectories(Path.of(args[1])));
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
