package dev.brownout.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.language.diagnostic.Problem;
import dev.brownout.language.diagnostic.ProblemKind;
import dev.brownout.sentence.Sentence;
import dev.brownout.translation.LanguageScope;
import dev.brownout.translation.TextLanguage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Errors in a file and of options in Korean. */
@Tag("once")
class KoreanProblemTest {
    private static final String SCENARIO = """
            version: 1
            scenario: x
            run: { duration: 10s }
            load: 10/s
            components:
              web: { kind: server, servce: exp(10ms), cores: 0 }
            requests:
              page: { path: [web, web2], timeout: 3 }
            """;

    @TempDir
    private Path folder;

    @Test
    void frequentErrorsAreInKorean() throws IOException {
        Path file = Files.writeString(folder.resolve("x.yaml"), SCENARIO);
        Session session = Session.of("run", file.toString(), "--lang", "ko");
        assertThat(session.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(session.err())
                .contains(
                        ":6:24: server 'web'에 알 수 없는 키 'servce'; 혹시 'service'?",
                        "cores '0': 너무 작습니다; 1 이상이어야 합니다",
                        "timeout '3'에 단위가 없습니다; 혹시 '3s'?");
        assertThat(Session.of("run", file.toString()).err()).contains("unknown key 'servce' in server 'web'");
    }

    @Test
    void validationIsInKoreanAsText() throws IOException {
        String text = SCENARIO.replace("servce: exp(10ms), cores: 0", "service: exp(10ms), cores: 1")
                        .replace("10/s", "120/s")
                        .replace(", web2", "")
                        .replace("timeout: 3", "timeout: 1s")
                + "sla: { fast: page.p50 < 1ms, ok: page.good > 0 }\n"
                + "variants: { a: {}, b: { expect_violations: [ok] } }\n";
        String file = Files.writeString(folder.resolve("y.yaml"), text).toString();
        Session session = Session.of("validate", file, "--run", "--lang", "ko");
        assertThat(session.code()).isEqualTo(ExitCode.VIOLATED);
        assertThat(session.out()).isEqualTo(file + ": 올바름, 변형 2개\n");
        assertThat(session.err())
                .contains(
                        "경고: web 과부하: 부하 120/s, 용량 100/s (120 %)",
                        "변형 \"a\": \"fast\" 위반: page.p50 < 1ms, 측정값 ", "변형 \"b\": \"ok\" 충족, 위반이 예상되었음")
                .doesNotContain("(영어)");
        assertThat(Session.of("validate", file, "--lang", "ko", "--format", "github")
                        .out())
                .contains("web overloaded: 120/s offered");
    }

    @Test
    void errorWithoutAKoreanTextFollowsItsKindInKorean() {
        Problem problem = Problem.fileError(ProblemKind.FORM, "x.yaml", Sentence.of("nothing is known"));
        assertThat(LanguageScope.in(TextLanguage.ko, problem::translate).message())
                .isEqualTo("파일의 일부가 없거나, 다른 곳에 있거나, 형식이 틀립니다. (영어) nothing is known");
    }

    @Test
    void nameInKoreanIsPartOfAKoreanMessage() throws IOException {
        Path file = Files.writeString(folder.resolve("x.yaml"), SCENARIO.replace("timeout: 3", "timeout: 1s, 키: 3"));
        assertThat(Session.of("run", file.toString(), "--lang", "ko").err()).contains("요청 'page'에 알 수 없는 키 '키'");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            run|brownout: 필요한 매개변수가 없습니다: 'SCENARIO'
            run nothing-here|brownout: 알 수 없는 시나리오 'nothing-here'
            run hello-world --sede 3|brownout: 알 수 없는 옵션 '--sede'; 혹시 '--seed'?
            run hello-world --seed x|의 값이 잘못되었습니다: 'x': 정수가 아닙니다
            run hello-world --seed|brownout: 옵션 '--seed'에 값이 있어야 하는데 '--lang'이(가) 있습니다
            run hello-world --seed 1 --seed 2|brownout: 옵션 '--seed' (N)은(는) 한 번만 쓸 수 있습니다
            run hello-world --format xml|다음 중 하나여야 합니다(대소문자 구별): text, json
            run hello-world more|brownout: 'more': 인수가 하나 너무 많습니다
            run hello-world --threads 0|brownout: --threads는 1 이상이어야 합니다
            run hello-world --quiet --details|brownout: --quiet은 --details
            run hello-world --variant plaim|brownout: 알 수 없는 변형 'plaim'
            run hello-world --set web.nodes|'web.nodes': 설정하는 것이 없습니다; --set NAME=VALUE로 쓰십시오
            run hello-world --set box.nodez=2|server 'box'에 알 수 없는 키 'nodez'; 혹시 'nodes'?
            run hello-world --for 10|'10'에 단위가 없습니다; 혹시 '10s'?
            run missing.yaml|brownout: missing.yaml을(를) 읽을 수 없습니다: 그런 파일이 없습니다
            learn 99 --no-input|brownout: 알 수 없는 단계 '99'; 다음 중 하나여야 합니다: 1, 2
            explain cahce|brownout: 알 수 없는 낱말 'cahce'; 혹시 'cache'?
            explain --all cache|brownout: --all에는 낱말을 쓸 수 없고
            """)
    void errorOfAnOptionIsInKorean(String command, String expected) {
        List<String> words = new ArrayList<>(List.of(command.split(" ", -1)));
        words.addAll(List.of("--lang", "ko"));
        Session session = Session.of(words.toArray(String[]::new));
        assertThat(session.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(session.err()).contains(expected).doesNotContain("(영어)");
    }
}
