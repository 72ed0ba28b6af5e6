package dev.brownout.grading;

import static dev.brownout.grading.CheatingSubmissionsTest.BASE;
import static dev.brownout.grading.CheatingSubmissionsTest.HOMEWORK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.grading.Grade.Status;
import dev.brownout.language.diagnostic.InvalidScenarioException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files and folders of submissions, and those that are refused with a message. */
class SubmissionFilesTest {
    @TempDir
    private Path folder;

    private List<Submission> read(Path... paths) throws IOException {
        return new SubmissionFiles(10_000, Optional.empty()).read(List.of(paths));
    }

    private static void onRefused(List<Submission> submissions, String message) throws InvalidScenarioException {
        assertThat(submissions).hasSize(1);
        Grade grade = new Grader(CheatingSubmissionsTest.homework(), GradingFixture.CLOCK).grade(submissions.get(0));
        assertThat(grade.status()).isEqualTo(Status.REFUSED);
        assertThat(grade.messages()).singleElement().asString().contains(message);
    }

    @Test
    void symbolicLinkIsRefused() throws Exception {
        Path secret = Files.writeString(folder.resolve("homework.yaml"), HOMEWORK);
        onRefused(read(Files.createSymbolicLink(folder.resolve("kim.yaml"), secret)), "a symbolic link");
    }

    @Test
    void symbolicLinkOfAnInnerFolderIsRefused() throws Exception {
        Path secret = Files.createDirectory(folder.resolve("secret"));
        Files.writeString(secret.resolve("design.yaml"), BASE);
        Path kim = Files.createDirectories(folder.resolve("all/kim"));
        Files.createSymbolicLink(kim.resolve("src"), secret);
        onRefused(
                new SubmissionFiles(10_000, Optional.of("src/design.yaml")).read(List.of(folder.resolve("all"))),
                "a symbolic link");
    }

    /** The numbers of a student depend on the name, so that a second name is a choice of numbers. */
    @ParameterizedTest
    @ValueSource(strings = {"kim ", " kim", "ki\u200Cm", "kim\uFE0F", "kim\u034F", "\u2800"})
    void nameWithUnseenCharactersIsRefused(String name) throws Exception {
        onRefused(read(Files.writeString(folder.resolve(name + ".yaml"), BASE)), "all of them visible");
    }

    @Test
    void homographsAreRefused() throws Exception {
        Path many = Files.createDirectory(folder.resolve("many"));
        for (String name : List.of("kim", "\uFF2B\uFF29\uFF2D", "lee min", "lee\u00A0min", "park", "parks")) {
            Files.writeString(many.resolve(name + ".yaml"), BASE);
        }
        assertThat(read(many).stream().filter(one -> one.text().isPresent()))
                .extracting(Submission::student)
                .containsExactly("park", "parks");
    }

    @Test
    void hugeFileIsRefused() throws Exception {
        onRefused(read(Files.writeString(folder.resolve("kim.yaml"), "#".repeat(10_001))), "larger than");
    }

    @Test
    void fileThatIsNoTextIsRefused() throws Exception {
        onRefused(read(Files.write(folder.resolve("kim.yaml"), new byte[] {(byte) 0xC3, 0x28})), "no text in UTF-8");
    }

    @Test
    void compressedFileBeyondTheLimitIsRefused() throws Exception {
        Path file = folder.resolve("kim.yaml");
        try (var out = new java.util.zip.GZIPOutputStream(Files.newOutputStream(file))) {
            out.write("#".repeat(5_000_000).getBytes(StandardCharsets.UTF_8));
        }
        onRefused(read(file), "larger than");
    }

    @Test
    void fileNameWithAnEscapeSequenceIsRefused() throws Exception {
        List<Submission> read = read(Files.writeString(folder.resolve("\u001b[2Jkim.yaml"), BASE));
        onRefused(read, "all of them visible");
        assertThat(read.get(0).student()).doesNotContain("\u001b");
    }

    @Test
    void otherFilesAndFoldersAreRefusedNotIgnored() throws Exception {
        Path many = Files.createDirectory(folder.resolve("many"));
        Files.writeString(many.resolve("kim.yaml"), BASE);
        Files.writeString(many.resolve("lee.txt"), BASE);
        Files.writeString(many.resolve("park.yaml"), BASE);
        Files.writeString(many.resolve("park.yml"), BASE);
        Files.writeString(many.resolve(".hidden"), BASE);
        Files.createDirectory(many.resolve("choi"));
        assertThat(read(many))
                .extracting(Submission::student, one -> one.text().isPresent())
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("choi", false),
                        org.assertj.core.groups.Tuple.tuple("kim", true),
                        org.assertj.core.groups.Tuple.tuple("lee.txt", false),
                        org.assertj.core.groups.Tuple.tuple("park", false),
                        org.assertj.core.groups.Tuple.tuple("park", false));
    }

    @Test
    void oneFolderPerStudentNamesTheStudents() throws Exception {
        Path kim = Files.createDirectories(folder.resolve("all/kim"));
        Files.writeString(kim.resolve("design.yaml"), BASE);
        Files.createDirectories(folder.resolve("all/lee"));
        List<Submission> read =
                new SubmissionFiles(10_000, Optional.of("design.yaml")).read(List.of(folder.resolve("all")));
        assertThat(read).extracting(Submission::student).containsExactly("kim", "lee");
        assertThat(read.get(0).text()).contains(BASE);
        assertThat(read.get(1).refusal().toString()).contains("there is no such file");
    }
}
