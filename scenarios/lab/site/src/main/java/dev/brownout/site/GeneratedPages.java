package dev.brownout.site;

import dev.brownout.language.section.LanguageDefinition;
import dev.brownout.reference.Manual;
import dev.brownout.reference.ReferencePages;
import dev.brownout.tutorial.CourseGlossaryPage;
import dev.brownout.tutorial.CoursePage;
import dev.brownout.tutorial.CoursePage.RenderedPage;
import dev.brownout.tutorial.Ladder;
import dev.brownout.tutorial.teaching.LessonMaterial;
import dev.brownout.tutorial.teaching.TeachingPages;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Pages and pictures that only the site has. The build generates them from the library, the lessons and the program. A
 * page replaces the file of the repository with the same path.
 *
 * @param texts Markdown texts by their paths in the folder of the pages
 * @param pictures pictures by their paths in the folder of the pages
 */
record GeneratedPages(Map<String, String> texts, Map<String, byte[]> pictures) {
    /** No pages. */
    static final GeneratedPages NONE = new GeneratedPages(Map.of(), Map.of());

    /**
     * Returns the pages about the library, the course and the language. It runs the lessons: some seconds for all of
     * them.
     *
     * @param docs folder of the pages, in the root of the repository
     * @param lessons numbers of the lessons with pages
     */
    static GeneratedPages of(Path docs, List<Integer> lessons) throws IOException {
        Path repository = docs.toAbsolutePath().normalize().getParent();
        Manual manual = new Manual(LanguageDefinition.standard());
        Map<String, String> texts = new TreeMap<>(ScenarioPages.pages(repository, manual));
        ReferencePages.pages(manual).forEach((path, text) -> texts.put("reference/" + path, text));
        texts.putAll(CommandTables.pages(docs));
        texts.putAll(EvidenceTables.pages(docs, repository));
        Map<String, byte[]> pictures = new TreeMap<>();
        Ladder ladder = new Ladder();
        List<LessonMaterial> material =
                lessons.stream().map(ladder::rung).map(LessonMaterial::of).toList();
        String folder = CoursePage.STEPS + "/";
        RenderedPage steps =
                CoursePage.write(material.stream().map(LessonMaterial::run).toList());
        texts.putAll(steps.pages());
        steps.charts().forEach((file, svg) -> pictures.put(folder + file, svg.getBytes(StandardCharsets.UTF_8)));
        TeachingPages.pages(material).forEach((path, text) -> texts.put(folder + path, text));
        texts.put(CourseGlossaryPage.PATH, CourseGlossaryPage.markdown(ladder, manual.courseTerms()));
        return new GeneratedPages(texts, pictures);
    }

    /** Returns the text of a page, which is generated or a file. */
    String text(Path docs, String path) throws IOException {
        String text = texts.get(path);
        return text == null ? Files.readString(docs.resolve(path)) : text;
    }
}
