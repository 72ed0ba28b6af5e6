package dev.brownout.tutorial.teaching;

import dev.brownout.html.HtmlBuilder;
import dev.brownout.reference.StepTexts;
import dev.brownout.translation.Messages;
import dev.brownout.translation.TextLanguage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Slides of lessons as one HTML file without requests to a network. Without a script or on a narrow screen all slides
 * follow each other; else the arrow keys show one at a time.
 */
public final class SlideDeck {
    private static final String POLICY =
            "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:;"
                    + " base-uri 'none'; form-action 'none'";

    private SlideDeck() {}

    /**
     * Returns the HTML file.
     *
     * @param lessons lessons in order
     * @param last number of the last lesson of the course
     */
    public static String html(List<LessonMaterial> lessons, int last, TextLanguage language) {
        HtmlBuilder html = new HtmlBuilder().raw("<!DOCTYPE html>\n").open("html", "lang", language.name());
        html.open("head").line().raw("<meta charset=\"utf-8\">").line();
        html.open("meta", "http-equiv", "Content-Security-Policy", "content", POLICY)
                .line();
        html.open("meta", "name", "viewport", "content", "width=device-width, initial-scale=1")
                .line();
        String title = lessons.size() == 1
                ? StepTexts.of(language, lessons.get(0).rung().file()).title()
                : Messages.text(language, "teaching.slides_title");
        html.element("title", title).line();
        html.open("style").raw(resource("slides.css")).close("style").line();
        html.close("head").open("body").line();
        if (lessons.size() > 1) {
            introduction(html, lessons, language);
        }
        for (int i = 0; i < lessons.size(); i++) {
            String next = i + 1 < lessons.size()
                    ? StepTexts.of(language, lessons.get(i + 1).rung().file()).title()
                    : "";
            new LessonSlides(html, lessons.get(i), last, language).add(next);
        }
        bar(html, language);
        html.open("script").raw(resource("slides.js")).close("script").line();
        return html.close("body").close("html").line().toString();
    }

    private static void introduction(HtmlBuilder html, List<LessonMaterial> lessons, TextLanguage language) {
        html.open("section", "class", "slide title", "id", "start").line();
        html.element("h1", Messages.text(language, "teaching.slides_title")).line();
        html.element("p", Messages.text(language, "teaching.slides_introduction", lessons.size()))
                .line();
        html.open("ol", "class", "lessons").line();
        for (LessonMaterial lesson : lessons) {
            html.open("li", "value", Integer.toString(lesson.rung().number()))
                    .element(
                            "a",
                            StepTexts.of(language, lesson.rung().file()).title(),
                            "href",
                            "#" + LessonSlides.id(lesson.rung(), 1))
                    .close("li")
                    .line();
        }
        html.close("ol")
                .element("p", Messages.text(language, "teaching.slides_keys"), "class", "keys")
                .close("section")
                .line();
    }

    private static void bar(HtmlBuilder html, TextLanguage language) {
        html.open("nav", "id", "bar");
        html.element("button", "←", "id", "previous", "aria-label", Messages.text(language, "teaching.previous_slide"));
        html.element("span", "", "id", "place", "aria-live", "polite");
        html.element("button", "→", "id", "next", "aria-label", Messages.text(language, "teaching.next_slide"));
        html.close("nav").line();
    }

    private static String resource(String name) {
        try (InputStream in = SlideDeck.class.getResourceAsStream(name)) {
            return "\n" + new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
