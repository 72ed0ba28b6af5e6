package dev.brownout.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.architecture.Sources.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Statements of the security page: only the named classes use the network, start programs or write files. */
@Tag("once")
class SecurityPageTest {
    /** Modules with programs of the build, which are in no release. */
    private static final List<String> BUILD = List.of(
            "simulator-core/rounds/",
            "scenarios/lab/distribution/",
            "scenarios/lab/reality/",
            "scenarios/lab/site/",
            "scenarios/web/");

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "new Socket\\(|SocketChannel|DatagramSocket ; MasterAddress ; `--engine spark` connects",
                "HttpServer\\.create|new ServerSocket ; Workbench ; `serve` listens",
                "HttpClient|URLConnection|\\.openConnection\\(|\\.openStream\\( ;; No other command uses the network",
                "new ProcessBuilder|\\.exec\\( ;; The program starts no process",
                "Files\\.createTemp ; CalibrationPrediction FontFolder ; temporary files",
                "Files\\.(?:write|newOutputStream|createDirector|move|copy)\\w*\\(|FileChannel\\.open"
                        + " ; CalibrationPrediction FolderLock FontFolder OutputFile OutputFolder ; *Files written*"
            })
    void onlyNamedClassesReachOutOfTheProgram(String pattern, String classes, String statement) throws IOException {
        Pattern call = Pattern.compile(pattern.strip());
        assertThat(Sources.java().stream()
                        .filter(Source::main)
                        .filter(source -> BUILD.stream().noneMatch(source.path()::startsWith))
                        .filter(source -> call.matcher(source.text()).find())
                        .map(source -> source.fileName().replace(".java", ""))
                        .sorted()
                        .toList())
                .containsExactly(classes == null ? new String[0] : classes.split(" ", -1));
        assertThat(Files.readString(Sources.ROOT.resolve(".github/SECURITY.md")).replaceAll("\\s+", " "))
                .contains(statement);
    }
}
