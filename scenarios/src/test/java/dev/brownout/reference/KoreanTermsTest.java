package dev.brownout.reference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.language.section.LanguageDefinition;
import dev.brownout.reference.KoreanTerms.KoreanTerm;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Korean terms: their pages, names and steps. */
@Tag("once")
class KoreanTermsTest {
    private static final int STEPS = 12;

    private final Manual manual = new Manual(LanguageDefinition.standard());

    @Test
    void everyTermHasAPageAndItsOwnName() {
        List<KoreanTerm> terms = KoreanTerms.all();
        assertThat(terms).extracting(KoreanTerm::name).doesNotHaveDuplicates();
        assertThat(terms).allSatisfy(term -> {
            assertThat(manual.pagesAbout(term.page())).as(term.page()).isNotEmpty();
            assertThat(term.name() + term.sentence()).matches("(?s).*\\p{IsHangul}.*");
            assertThat(term.sentence()).endsWith(".");
        });
    }

    @Test
    void everyStepOfTheCourseHasTerms() {
        assertThat(KoreanTerms.all().stream().map(KoreanTerm::step).distinct())
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, STEPS).boxed().toList());
    }

    @Test
    void koreanNameGivesTheKoreanDefinitionFirst() {
        ManualPage page = manual.pagesAbout("샤딩").get(0);
        assertThat(page.name()).isEqualTo("샤딩 (sharding)");
        assertThat(page.sentence()).contains("샤드 키");
        assertThat(page.notes().get(0))
                .isEqualTo(manual.pagesAbout("sharding").get(0).sentence());
        assertThat(manual.pagesAbout("안정해시")).isNotEmpty().isEqualTo(manual.pagesAbout("안정 해시"));
        assertThat(manual.pagesAbout("없는 말")).isEmpty();
    }
}
