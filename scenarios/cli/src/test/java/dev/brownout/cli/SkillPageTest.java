package dev.brownout.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.cli.CommandProcess.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The skill for assistants: its front matter is complete, and each of its commands ends with the stated exit code. */
@Tag("once")
class SkillPageTest {
    private static final Path PAGE = PageCommands.ROOT.resolve("docs/agents/brownout/SKILL.md");
    private static final Pattern FRONT =
            Pattern.compile("\\A---\\nname: ([a-z0-9-]{1,64})\\ndescription: (.{1,1024})\\n---\\n");
    private static final Pattern COMMAND = Pattern.compile("(?m)^\\$ brownout ([^#\\n]*)(?:# exits (\\d+): .*)?$");
    private static final Pattern IN_A_SENTENCE = Pattern.compile("`brownout ([^`\\n]+)`");
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");

    @TempDir
    private Path folder;

    /** A command of the page with its exit code. */
    private record SkillCommand(List<String> words, int exit) {}

    private static List<SkillCommand> commands(String page) {
        List<SkillCommand> commands = new ArrayList<>();
        Matcher line = COMMAND.matcher(page);
        while (line.find()) {
            commands.add(new SkillCommand(
                    words(line.group(1)), line.group(2) == null ? 0 : Integer.parseInt(line.group(2))));
        }
        Matcher sentence = IN_A_SENTENCE.matcher(page);
        while (sentence.find()) {
            commands.add(new SkillCommand(words(sentence.group(1)), 0));
        }
        return commands;
    }

    private static List<String> words(String line) {
        return WORD.matcher(line)
                .results()
                .map(found -> found.group(1) == null ? found.group(2) : found.group(1))
                .map(word -> word.equals("NAME") ? "hello-world" : word.equals("DIR") ? "out" : word)
                .toList();
    }

    @Test
    void frontMatterNamesTheSkill() throws IOException {
        Matcher front = FRONT.matcher(Files.readString(PAGE));
        assertThat(front.find()).isTrue();
        assertThat(front.group(1)).isEqualTo(PAGE.getParent().getFileName().toString());
        assertThat(front.group(2)).contains("Use it to").doesNotContain(": ");
    }

    @Test
    void pageShowsCommandsAndExitCodes() throws IOException {
        List<SkillCommand> commands = commands(Files.readString(PAGE));
        assertThat(commands).hasSizeGreaterThan(20);
        assertThat(commands.stream().map(SkillCommand::exit)).contains(0, 99);
    }

    @Test
    @Tag("rows")
    void commandsHaveTheStatedExitCodes() throws IOException {
        if (ChangedPages.ofRound(List.of(PAGE)).isEmpty()) {
            return;
        }
        PageCommands.write(PAGE, folder);
        try (CommandProcess process = CommandProcess.withFolder(folder)) {
            for (SkillCommand command : commands(Files.readString(PAGE))) {
                Result result = process.run(command.words(), false);
                assertThat(result.code()).as("%s%n%s", command, result.screen()).isEqualTo(command.exit());
            }
        }
    }
}
