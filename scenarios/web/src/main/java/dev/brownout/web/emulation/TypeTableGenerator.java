package dev.brownout.web.emulation;

import dev.brownout.typetable.InTypeTable;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Generator of type tables from the compiled classes. It writes a table for each type that has an annotation with
 * {@link InTypeTable}, for each record of a package with {@code InTypeTable}, and for each sealed type with a permitted
 * subtype that has a table. It writes an implementation of each annotation type with {@code InTypeTable}, which the
 * tables create.
 */
public final class TypeTableGenerator {
    private static final String CLASS = ".class";

    private TypeTableGenerator() {}

    /**
     * Writes the sources of all tables.
     *
     * @param arguments the folder of the sources
     * @throws IOException if a file cannot be written
     */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        for (Class<?> type : types()) {
            if (type.isAnnotation() && isMarked(type)) {
                write(folder, type, new AnnotationSource(type));
            } else if (hasTable(type)) {
                if (isPrivate(type)) {
                    throw new IllegalStateException(type.getName()
                            + " has a type table; it must not be private, nor be nested in a private type");
                }
                write(folder, type, new TypeTableSource(type));
            }
        }
    }

    /** Returns the types that have a table, sorted by name. */
    static List<Class<?>> typesWithTables() {
        return types().stream().filter(TypeTableGenerator::hasTable).toList();
    }

    private static List<Class<?>> types() {
        List<Class<?>> types = new ArrayList<>();
        for (String file : ModuleFiles.named(name -> name.endsWith(CLASS) && !name.endsWith("-info.class"))) {
            String name = file.substring(0, file.length() - CLASS.length()).replace('/', '.');
            try {
                Class<?> type = Class.forName(name, false, TypeTableGenerator.class.getClassLoader());
                if (!type.isAnonymousClass() && !type.isLocalClass()) {
                    types.add(type);
                }
            } catch (ClassNotFoundException | NoClassDefFoundError e) {
                // The type uses a library that the engine lacks, so that the engine lacks the type as well.
                continue;
            }
        }
        return types;
    }

    private static void write(Path folder, Class<?> type, Object source) throws IOException {
        String name = type.isAnnotation() ? AnnotationSource.qualifiedName(type) : TypeTableSource.qualifiedName(type);
        Path file = folder.resolve(name.replace('.', '/') + ".java");
        Files.createDirectories(file.getParent());
        Files.writeString(file, source.toString());
    }

    private static boolean isPrivate(Class<?> type) {
        return type != null && (Modifier.isPrivate(type.getModifiers()) || isPrivate(type.getDeclaringClass()));
    }

    private static boolean hasTable(Class<?> type) {
        return !type.isAnnotation()
                && (!marked(type).isEmpty()
                        || isRecordWithTable(type)
                        || isEnumWithTable(type)
                        || isSealedWithTables(type));
    }

    private static boolean isRecordWithTable(Class<?> type) {
        return type.isRecord()
                && (isMarked(type.getPackage()) && !isPrivate(type)
                        || Arrays.stream(type.getRecordComponents())
                                .anyMatch(component -> !marked(component).isEmpty()));
    }

    private static boolean isEnumWithTable(Class<?> type) {
        return type.isEnum()
                && Arrays.stream(type.getFields())
                        .anyMatch(field ->
                                field.isEnumConstant() && !marked(field).isEmpty());
    }

    private static boolean isSealedWithTables(Class<?> type) {
        return type.isSealed()
                && !type.isEnum()
                && Arrays.stream(type.getPermittedSubclasses()).anyMatch(TypeTableGenerator::hasTable);
    }

    /** Returns the annotations of an element that tables contain. */
    static List<Annotation> marked(AnnotatedElement element) {
        return Arrays.stream(element.getAnnotations())
                .filter(annotation -> isMarked(annotation.annotationType()))
                .toList();
    }

    private static boolean isMarked(AnnotatedElement element) {
        return element.isAnnotationPresent(InTypeTable.class);
    }
}
