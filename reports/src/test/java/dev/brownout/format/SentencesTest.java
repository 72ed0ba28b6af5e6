package dev.brownout.format;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SentencesTest {
    @Test
    void textsAreCutOnlyAtTheEndOfASentence() {
        String text = "Retries take 2.5 times the load. A budget caps them! Two are enough.";
        assertThat(Sentences.leading(text, 80)).isEqualTo(text);
        assertThat(Sentences.leading(text, 60)).isEqualTo("Retries take 2.5 times the load. A budget caps them!");
        assertThat(Sentences.leading(text, 50)).isEqualTo("Retries take 2.5 times the load.");
        assertThat(Sentences.leading(text, 10)).isEqualTo("Retries take 2.5 times the load.");
    }
}
