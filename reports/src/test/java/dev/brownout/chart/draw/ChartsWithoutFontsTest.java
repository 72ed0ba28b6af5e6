package dev.brownout.chart.draw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.condition.OS.LINUX;

import dev.brownout.chart.ChartBook;
import dev.brownout.sample.Samples;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.io.TempDir;

/** Charts on a host without fonts, or without a fontconfig that lists them. */
class ChartsWithoutFontsTest {
    private static final String NO_FONTS = """
            <?xml version="1.0"?>
            <!DOCTYPE fontconfig SYSTEM "fonts.dtd">
            <fontconfig></fontconfig>
            """;

    /** Draws charts in a separate process. */
    public static void main(String[] args) {
        System.out.println(drawn());
    }

    private static String drawn() {
        Chart chart = ChartBook.of(Samples.secondServer()).charts().get(0);
        byte[] other = Png.render(200, 40, g2 -> TextLayout.addToModel(g2, "سرعة 🙂", Typeface.bold(20), 5, 30));
        return "drawn: " + chart.svg().hashCode() + " " + Arrays.hashCode(chart.png()) + " " + (other.length > 0);
    }

    /** The JDK caches the fonts of a host in the home folder of the user, which is empty here. */
    @Test
    @EnabledOnOs(LINUX)
    void chartsWithoutFontsAreIdenticalAndLeaveNoFiles(@TempDir Path home) throws Exception {
        Path temporary = Files.createDirectory(home.resolve("temporary"));
        Path configuration = Files.writeString(home.resolve("fonts.conf"), NO_FONTS);
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        ProcessBuilder command = new ProcessBuilder(
                        java,
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Duser.home=" + home,
                        "-Djava.io.tmpdir=" + temporary,
                        "-cp",
                        System.getProperty("java.class.path"),
                        ChartsWithoutFontsTest.class.getName())
                .redirectErrorStream(true);
        command.environment().put("FONTCONFIG_FILE", configuration.toString());
        Process process = command.start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(text).isZero();
        assertThat(text.strip()).endsWith(drawn());
        assertThat(temporary).isEmptyDirectory();
    }

    /** Environment of a container with a read-only root file system. */
    @Test
    @EnabledOnOs(LINUX)
    @Tag("change")
    void chartsWithoutATemporaryFolderAreIdentical() throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process process = new ProcessBuilder(
                        java,
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Djava.io.tmpdir=/nowhere/at/all",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ChartsWithoutFontsTest.class.getName())
                .redirectErrorStream(true)
                .start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(text).isZero();
        assertThat(text.strip()).endsWith(drawn());
    }
}
