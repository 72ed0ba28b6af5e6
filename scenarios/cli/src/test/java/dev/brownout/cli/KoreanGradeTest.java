package dev.brownout.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Grades and feedback in Korean. Files for programs are the same in each language. */
@Tag("once")
class KoreanGradeTest {
    private static final Map<String, String> REFUSED = Map.of(
            "choi", "components: { web: { nodes: 2, cors: 3 } }\n",
            "jung", "run: { seed: 4 }\n",
            "kang", "use: other.yaml\n",
            "lee", "components: [1, 2\n",
            "park", "",
            "seo", "load: trace(file=secret.csv)\n",
            "yoon", "- a\n- b\n");

    @TempDir
    private Path folder;

    @Test
    void feedbackOfOneStudentIsInKorean() throws IOException {
        Path start = Files.writeString(
                folder.resolve("kim.yaml"),
                Session.of("grade", "--assignment", "two-servers", "--start", "--student", "kim")
                        .out());
        Session session = Session.of("grade", start.toString(), "--assignment", "two-servers", "--lang", "ko");
        assertThat(session.code()).isEqualTo(ExitCode.VIOLATED);
        assertThat(session.out()).contains("점 중 ", "비공개 테스트: ", "단언", "위반");
        assertThat(session.out()).doesNotContain("(영어)", "points", "Hidden");
        String english = Session.of("grade", start.toString(), "--assignment", "two-servers")
                .out();
        assertThat(english).contains("points", "Hidden tests: ").doesNotContain("점 중");
    }

    @Test
    void reasonsOfRefusalsAreInKorean() throws IOException {
        Path submissions = Files.createDirectories(folder.resolve("class"));
        for (Map.Entry<String, String> refused : REFUSED.entrySet()) {
            Files.writeString(submissions.resolve(refused.getKey() + ".yaml"), refused.getValue());
        }
        Path korean = folder.resolve("ko");
        Session session = Session.of(
                "grade",
                submissions.toString(),
                "--assignment",
                "two-servers",
                "--lang",
                "ko",
                "--out",
                korean.toString());
        assertThat(session.out()).contains("제출 7개, 만점 ", "거절됨 7개", "학생").doesNotContain("(영어)", "refused");
        Path english = folder.resolve("en");
        Session.of("grade", submissions.toString(), "--assignment", "two-servers", "--out", english.toString());
        Map<String, String> inKorean = texts(korean);
        Map<String, String> inEnglish = texts(english);
        assertThat(inKorean.keySet()).isEqualTo(inEnglish.keySet());
        List<String> different = new ArrayList<>();
        inKorean.forEach((name, text) -> {
            assertThat(text).as(name).doesNotContain("(영어)");
            assertThat(name.startsWith("feedback") && text.contains("must not"))
                    .as(text)
                    .isFalse();
            if (!text.equals(inEnglish.get(name))) {
                different.add(name);
            }
        });
        assertThat(different).hasSize(REFUSED.size()).allMatch(name -> name.startsWith("feedback"));
    }

    /** Students read the rubric of each assignment: its title and task, the points, the settings and the limits. */
    @ParameterizedTest
    @MethodSource("dev.brownout.grading.ShippedAssignments#names")
    void rubricsAreInKorean(String name) {
        Session session = Session.of("grade", "--assignment", name, "--rubric", "--lang", "ko");
        assertThat(session.code()).as(session.err()).isEqualTo(ExitCode.SUCCESS);
        List<String> lines = session.out()
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("|") && !line.startsWith(" "))
                .toList();
        assertThat(lines)
                .hasSizeGreaterThan(6)
                .allSatisfy(line -> assertThat(line).containsPattern("[가-힣]"));
        assertThat(session.out())
                .contains("| 단언 | 관계식 | 점수 |", "| 설정 | 허용 |", "비공개 테스트는 ")
                .doesNotContain("(영어)", "points", "Hidden");
    }

    @Test
    void titlesAreInKorean() {
        assertThat(Session.of("grade", "--list", "--lang", "ko").out().lines())
                .hasSize(6)
                .allSatisfy(line -> assertThat(line).matches("[a-z-]+ +[A-Z]*[가-힣].*"));
    }

    @Test
    void extremesOfTheNumbersAreInKorean() {
        Session session = Session.of("grade", "--assignment", "two-servers", "--key", "--lang", "ko");
        assertThat(session.code()).as(session.err()).isEqualTo(ExitCode.SUCCESS);
        assertThat(session.out())
                .contains("학생 숫자의 양 끝", "숫자", "답", "변경 없음")
                .containsPattern("params.peak \\S+ +\\d+ 중 \\d+");
    }

    /** Returns the files of a folder by their paths. */
    private static Map<String, String> texts(Path root) throws IOException {
        Map<String, String> texts = new LinkedHashMap<>();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(Files::isRegularFile)
                    .sorted(Comparator.comparing(Path::toString))
                    .toList()) {
                texts.put(root.relativize(file).toString(), Files.readString(file, StandardCharsets.UTF_8));
            }
        }
        return texts;
    }
}
