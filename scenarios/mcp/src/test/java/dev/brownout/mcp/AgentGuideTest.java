package dev.brownout.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.brownout.language.yaml.YamlReader;
import dev.brownout.page.RunLimits;
import dev.brownout.workbench.CallPool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The guide for assistants: its session has the printed answers, its configurations are JSON, its limits are right. */
@Tag("once")
class AgentGuideTest {
    private static final Path GUIDE = Path.of("../../docs/guides/with-an-agent.md");
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```([^\\n]*)\\n(.*?)^```$");
    private static final String DOTS = "...";

    private final ObjectMapper json = new ObjectMapper();

    private static List<String> blocks(String kind) throws IOException {
        Matcher block = BLOCK.matcher(Files.readString(GUIDE));
        List<String> blocks = new ArrayList<>();
        while (block.find()) {
            if (block.group(1).equals(kind)) {
                blocks.add(block.group(2));
            }
        }
        return blocks;
    }

    @Test
    void sessionHasThePrintedAnswers() throws IOException {
        String session = blocks("text session").get(0);
        int calls = 0;
        try (LineClient client = new LineClient()) {
            for (String exchange : ("\n" + session).split("\n> ", -1)) {
                if (exchange.isBlank()) {
                    continue;
                }
                String[] lines = exchange.split("\n", 2);
                String[] words = lines[0].split(" ", 2);
                Map<String, Object> arguments = json.readValue(words[1], new TypeReference<>() {});
                String printed = printed(client.call(words[0], arguments).json());
                assertThat(printed).as(lines[0]).matches(pattern(lines[1]));
                calls++;
            }
        }
        assertThat(calls).isGreaterThan(3);
    }

    /** Returns the fields of an answer, each on lines of its own; texts of several lines as they are. */
    private static String printed(JsonNode answer) {
        StringBuilder text = new StringBuilder();
        answer.properties().forEach(field -> {
            String value = field.getValue().isTextual()
                    ? field.getValue().textValue()
                    : field.getValue().toString();
            text.append(value.contains("\n") ? value.stripTrailing() : field.getKey() + ": " + value)
                    .append('\n');
        });
        return text.toString();
    }

    /** Returns the pattern of documented lines, in which dots stand for further lines, or for the rest of a line. */
    private static Pattern pattern(String documented) {
        return Pattern.compile(documented
                .lines()
                .map(line -> {
                    if (line.equals(DOTS)) {
                        return "(?:.*\\n)*";
                    }
                    return line.endsWith(DOTS)
                            ? Pattern.quote(line.substring(0, line.length() - DOTS.length())) + ".*\\n"
                            : Pattern.quote(line) + "\\n";
                })
                .collect(Collectors.joining()));
    }

    @Test
    void configurationsStartTheCommand() throws IOException {
        List<String> configurations = blocks("json");
        assertThat(configurations).hasSizeGreaterThan(2);
        for (String configuration : configurations) {
            JsonNode servers = json.readTree(configuration).elements().next();
            JsonNode server = servers.path("brownout");
            String line = server.path("command").asText() + " "
                    + String.join(" ", json.convertValue(server.path("args"), String[].class));
            assertThat(line).matches("(/home/me/bin/)?brownout mcp.*|java -jar /home/me/brownout-0\\.1\\.0\\.jar mcp");
        }
    }

    @Test
    void limitsAreThoseOfTheServer() throws IOException {
        String limits = blocks("text limits").get(0);
        assertThat(limits)
                .contains(ScenarioTool.runSeconds(new ToolArguments(Map.of())) + " s, or max_seconds up to "
                        + RunLimits.MOST_SERVER_SECONDS + " s")
                .contains(CallPool.SHORT_SECONDS + " s\n")
                .contains(String.format(
                        Locale.ROOT,
                        "%,d, and 60 %% of the heap",
                        RunLimits.ofServer(1).requests()))
                .contains(String.format(Locale.ROOT, "%,d characters", YamlReader.MOST_CHARACTERS))
                .contains((StdioTransport.MOST_CHARACTERS >> 20) + " MiB")
                .contains(String.format(Locale.ROOT, "%,d bytes", BoundedAnswer.MOST_BYTES))
                .contains(String.format(Locale.ROOT, "at most %,d bytes", BoundedAnswer.MOST_PICTURE_BYTES))
                .contains(String.format(Locale.ROOT, "%,d characters\n", PageLink.MOST_CHARACTERS));
    }
}
