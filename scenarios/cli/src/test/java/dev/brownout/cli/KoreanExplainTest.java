package dev.brownout.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The frame of the manual in Korean. Its sentences are in Korean where they have a translation, which no test needs.
 */
@Tag("once")
class KoreanExplainTest {
    @Test
    void termIsExplainedInKorean() {
        String shown = Session.of("explain", "sharding", "--lang", "ko").out();
        assertThat(shown)
                .startsWith("샤딩 (sharding)  (용어)\n데이터를 샤드 키에 따라")
                .contains("(영어) The rows are divided", "다른 이름: shard", "시나리오 문법: ");
        assertThat(shown).startsWith(Session.of("explain", "샤딩", "--lang", "ko").out());
    }

    @Test
    void kindHasKoreanMetricsAndParameters() {
        assertThat(Session.of("explain", "cache", "metrics", "--lang", "ko").out())
                .startsWith("캐시 (cache)  (구성 요소의 종류)")
                .contains("지표 (모든 구성 요소에 있는 것 외)", "hits: 수\n");
        assertThat(Session.of("explain", "cache", "parameters", "--lang", "ko").out())
                .contains("매개변수\n", "nodes: 정수, 1 이상, 50000 이하; 기본값 1");
    }

    @Test
    void policyHasKoreanParameters() {
        assertThat(Session.of("explain", "bulkhead", "--lang", "ko").out())
                .contains("(정책)", "concurrent: 정수, 1 이상, 1000000000 이하; 기본값 25")
                .doesNotContain("by default");
    }

    @Test
    void onlyProfilesModelsAndSourcesOfLanguageModelsAreEnglish() {
        assertThat(Session.of("explain", "inference", "parameters", "--lang", "ko")
                        .out())
                .contains("step: 맵; 기본값 아래와 같음", "prefill_rate: 초당 수, 0.001/s 이상; 기본값 20k/s")
                .doesNotContain("as follows");
        assertThat(Session.of("explain", "database", "--lang", "ko").out())
                .contains("한 부분만 보기: brownout explain database PART --lang ko; 부분: ")
                .doesNotContain("Print one part");
    }

    @Test
    void textWithoutAKoreanOneIsMarked() {
        assertThat(Session.of("explain", "cache", "--lang", "ko").out())
                .contains("memcached: (영어) memcached.c: ", "출처 (영어): ", "모델 (영어)");
        assertThat(Session.of("explain", "cache").out()).doesNotContain("(영어)");
    }
}
