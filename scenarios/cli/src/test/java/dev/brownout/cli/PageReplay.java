package dev.brownout.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.cli.CommandProcess.Result;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Replays the fenced blocks of a documentation page in one folder, in the order of the page.
 *
 * <p>A block with a file name behind its language is written to that file, or appended to it with a plus sign. Each
 * line of a {@code console} block that begins with a dollar sign is a command, and the lines below it are its output.
 * An output line of three dots stands for any number of lines.
 */
final class PageReplay {
    private static final String FENCE = "```";
    private static final String PROMPT = "$ ";
    private static final String PROGRAM = "brownout ";
    private static final String DOTS = "...";
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|'([^']*)'|([^ ]+)");
    private static final Pattern REDIRECTED = Pattern.compile("(.*) > (\\S+)");

    private final Path folder;
    private final CommandProcess process;
    private int code;
    private int commands;

    /**
     * Creates a replay.
     *
     * @param folder working folder of the process
     */
    PageReplay(Path folder, CommandProcess process) {
        this.folder = folder;
        this.process = process;
    }

    /** Returns the page with the present outputs of its commands. */
    String replayed(String page) throws IOException, InterruptedException {
        List<String> lines = new ArrayList<>();
        List<String> block = new ArrayList<>();
        String kind = null;
        for (String line : page.split("\n", -1)) {
            if (kind == null) {
                lines.add(line);
                kind = line.startsWith(FENCE) ? line.substring(FENCE.length()) : null;
            } else if (line.equals(FENCE)) {
                lines.addAll(kind.equals("console") ? executed(block) : written(kind, block));
                lines.add(line);
                block.clear();
                kind = null;
            } else {
                block.add(line);
            }
        }
        return String.join("\n", lines);
    }

    /** Returns the number of commands of this program that were executed. */
    int commands() {
        return commands;
    }

    private List<String> written(String kind, List<String> block) throws IOException {
        String[] words = kind.split(" ", -1);
        if (words.length > 1) {
            Path file = folder.resolve(words[1]);
            Files.createDirectories(file.getParent());
            String text = String.join("\n", block) + "\n";
            if (words.length > 2) {
                Files.writeString(file, text, StandardOpenOption.APPEND);
            } else {
                Files.writeString(file, text);
            }
        }
        return List.copyOf(block);
    }

    private List<String> executed(List<String> block) throws IOException, InterruptedException {
        assertThat(block).isNotEmpty();
        assertThat(block.get(0)).startsWith(PROMPT);
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < block.size(); ) {
            int end = i + 1;
            while (end < block.size() && !block.get(end).startsWith(PROMPT)) {
                end++;
            }
            lines.add(block.get(i));
            lines.addAll(shown(block.subList(i + 1, end), output(block.get(i).substring(PROMPT.length()))));
            i = end;
        }
        return lines;
    }

    private List<String> output(String line) throws IOException, InterruptedException {
        if (line.equals("echo $?")) {
            return List.of(Integer.toString(code));
        }
        if (!line.startsWith(PROGRAM)) {
            return lines(shell(line));
        }
        commands++;
        Matcher file = REDIRECTED.matcher(line);
        boolean redirected = file.matches();
        String typed = redirected ? file.group(1) : line;
        Result result = process.run(words(typed.substring(PROGRAM.length())), redirected);
        if (redirected) {
            Files.writeString(folder.resolve(file.group(2)), result.redirected());
        }
        code = result.code();
        assertThat(code)
                .as("%s%n%s", line, result.screen())
                .isIn(ExitCode.SUCCESS, ExitCode.VIOLATED, ExitCode.BAD_INPUT);
        return lines(result.screen());
    }

    /** Returns the output of a command of the system, such as {@code head}. */
    private String shell(String line) throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder("sh", "-c", line).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().put("LC_ALL", "C.UTF-8");
        Process shell = builder.start();
        shell.getOutputStream().close();
        String text = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        code = shell.waitFor();
        return text;
    }

    private static List<String> lines(String text) {
        return text.stripTrailing().lines().map(String::stripTrailing).toList();
    }

    /** Returns the words of a command line. A quoted text is one word. */
    static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(line);
        while (word.find()) {
            for (int group = 1; group <= word.groupCount(); group++) {
                if (word.group(group) != null) {
                    words.add(word.group(group));
                }
            }
        }
        return words;
    }

    /** Returns the documented lines if the output has them in this order, else the output. */
    static List<String> shown(List<String> documented, List<String> output) {
        if (!documented.contains(DOTS)) {
            return output;
        }
        int from = 0;
        int index = 0;
        while (true) {
            List<String> rest = documented.subList(index, documented.size());
            int dots = rest.indexOf(DOTS);
            boolean last = dots < 0;
            List<String> part = last ? rest : rest.subList(0, dots);
            List<String> left = output.subList(from, output.size());
            int place = last ? left.size() - part.size() : Collections.indexOfSubList(left, part);
            boolean exists = place >= 0
                    && (index > 0 || place == 0)
                    && left.subList(place, place + part.size()).equals(part);
            if (!exists) {
                return output;
            }
            if (last) {
                return documented;
            }
            from += place + part.size();
            index += dots + 1;
        }
    }
}
