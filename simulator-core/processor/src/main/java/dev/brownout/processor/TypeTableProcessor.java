package dev.brownout.processor;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.tools.Diagnostic;

/**
 * Generates a table for each type that has an annotation with {@code InTypeTable}, for each record of a package with
 * {@code InTypeTable}, and for each sealed type with a permitted subtype that has a table. Generates an implementation
 * of each annotation type with {@code InTypeTable}, which the tables create.
 */
@SupportedAnnotationTypes("*")
public final class TypeTableProcessor extends AbstractProcessor {
    private static final String MARK = "dev.brownout.typetable.InTypeTable";

    private boolean done;

    /** Creates the processor. The compiler calls it. */
    public TypeTableProcessor() {}

    @Override
    public SourceVersion getSupportedSourceVersion() {
        return SourceVersion.latestSupported();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
        if (!done) {
            done = true;
            List<TypeElement> types = new ArrayList<>();
            ElementFilter.typesIn(round.getRootElements()).forEach(type -> addNested(type, types));
            for (TypeElement type : types) {
                if (type.getKind() == ElementKind.ANNOTATION_TYPE && isMarked(type)) {
                    write(type, new AnnotationSource(type).text());
                } else if (hasTable(type)) {
                    writeTable(type);
                }
            }
        }
        return false;
    }

    private static void addNested(TypeElement type, List<TypeElement> types) {
        types.add(type);
        ElementFilter.typesIn(type.getEnclosedElements()).forEach(nested -> addNested(nested, types));
    }

    private void writeTable(TypeElement type) {
        if (isPrivate(type)) {
            error("a type with a table must not be private, nor be nested in a private type", type);
        } else {
            write(type, new TableSource(type, processingEnv, this::marked).text());
        }
    }

    private void write(TypeElement type, String text) {
        String name = type.getKind() == ElementKind.ANNOTATION_TYPE
                ? AnnotationSource.qualifiedName(type)
                : TableSource.qualifiedName(type);
        try (Writer file = processingEnv.getFiler().createSourceFile(name, type).openWriter()) {
            file.write(text);
        } catch (IOException e) {
            error("cannot write the table: " + e.getMessage(), type);
        }
    }

    private void error(String message, TypeElement type) {
        processingEnv.getMessager().printMessage(Diagnostic.Kind.ERROR, message, type);
    }

    private static boolean isPrivate(TypeElement type) {
        for (Element outer = type; outer.getKind() != ElementKind.PACKAGE; outer = outer.getEnclosingElement()) {
            if (outer.getModifiers().contains(Modifier.PRIVATE)) {
                return true;
            }
        }
        return false;
    }

    private boolean hasTable(TypeElement type) {
        return isMarked(type) || !marked(type).isEmpty() || isSealedWithTables(type, new LinkedHashSet<>());
    }

    private boolean isMarked(TypeElement type) {
        return type.getKind() == ElementKind.ANNOTATION_TYPE
                ? hasMark(type)
                : type.getKind() == ElementKind.RECORD
                                && (hasMark(processingEnv.getElementUtils().getPackageOf(type)) && !isPrivate(type)
                                        || type.getRecordComponents().stream()
                                                .anyMatch(component ->
                                                        !marked(component).isEmpty()))
                        || type.getKind() == ElementKind.ENUM
                                && type.getEnclosedElements().stream()
                                        .filter(constant -> constant.getKind() == ElementKind.ENUM_CONSTANT)
                                        .anyMatch(constant -> !marked(constant).isEmpty());
    }

    private boolean isSealedWithTables(TypeElement type, Set<TypeElement> seen) {
        for (TypeMirror permitted : type.getPermittedSubclasses()) {
            TypeElement subtype = (TypeElement) ((DeclaredType) permitted).asElement();
            if (seen.add(subtype)
                    && (isMarked(subtype) || !marked(subtype).isEmpty() || isSealedWithTables(subtype, seen))) {
                return true;
            }
        }
        return false;
    }

    /** Returns the annotations of an element that tables contain. */
    private List<? extends AnnotationMirror> marked(Element element) {
        return element.getAnnotationMirrors().stream()
                .filter(annotation -> hasMark(annotation.getAnnotationType().asElement()))
                .toList();
    }

    private boolean hasMark(Element element) {
        return element.getAnnotationMirrors().stream().anyMatch(this::isMark);
    }

    private boolean isMark(AnnotationMirror annotation) {
        return annotation.getAnnotationType().toString().equals(MARK);
    }
}
