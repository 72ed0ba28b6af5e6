package dev.brownout.json;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JsonBuilderTest {
    @Test
    void indentsObjectsAndKeepsArraysOnOneLine() {
        assertThat(build(JsonBuilder.indented())).isEqualTo("""
                {
                  "name" : "a\\"b\\\\\\n\\u001F\u00e9",
                  "list" : [ 1, 2.5, null, {
                    "none" : { }
                  }, [ ] ],
                  "yes" : true
                }
                """);
    }

    @Test
    void compactFormHasNoWhiteSpace() {
        assertThat(build(JsonBuilder.compact()))
                .isEqualTo("{\"name\":\"a\\\"b\\\\\\n\\u001F\u00e9\","
                        + "\"list\":[1,2.5,null,{\"none\":{}},[]],\"yes\":true}");
    }

    private static String build(JsonBuilder json) {
        return json.beginObject()
                .name("name")
                .value("a\"b\\\n\u001f\u00e9")
                .name("list")
                .beginArray()
                .value(1)
                .value(2.5)
                .value(Double.NaN)
                .beginObject()
                .name("none")
                .beginObject()
                .endObject()
                .endObject()
                .beginArray()
                .endArray()
                .endArray()
                .name("yes")
                .literal("true")
                .endObject()
                .text();
    }

    @Test
    void numbersAreTheShortestThatParseToTheSameDouble() {
        assertThat(DoubleFormat.text(2e-3)).isEqualTo("0.002");
        assertThat(DoubleFormat.text(-0.0)).isEqualTo("0");
        assertThat(DoubleFormat.text(1e15)).isEqualTo("1000000000000000");
        assertThat(DoubleFormat.text(2e23)).isEqualTo("2.0E23");
        assertThat(DoubleFormat.text(Double.MIN_VALUE)).isEqualTo("4.9E-324");
        assertThat(DoubleFormat.text(Double.NaN)).isEmpty();
    }
}
