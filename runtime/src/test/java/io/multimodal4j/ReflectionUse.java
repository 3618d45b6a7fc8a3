package io.multimodal4j;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds what class files use of reflection, in their constant pools: what is not named there cannot be called. */
public final class ReflectionUse {

    private static final Pattern REFLECTIVE = Pattern.compile("java/lang/reflect/.*"
            + "|java/lang/Class\\.(forName|newInstance|get(Declared)?(Method|Field|Constructor|Classes|RecordComponent).*)"
            + "|java/lang/ClassLoader\\.(loadClass|defineClass|findClass)"
            + "|java/lang/invoke/MethodHandles\\$Lookup\\.(find|unreflect|define).*");

    private ReflectionUse() {}

    /** What is used under a folder or in a jar, as {@code class: use}, and nothing for classes that use none. */
    public static List<String> in(Path classes) throws IOException {
        if (Files.isDirectory(classes)) {
            return inFolder(classes);
        }
        try (FileSystem jar = FileSystems.newFileSystem(classes)) {
            return inFolder(jar.getPath("/"));
        }
    }

    /** Where a class was loaded from, with all that is there. */
    public static List<String> besides(Class<?> type) throws IOException, URISyntaxException {
        URI place = type.getProtectionDomain().getCodeSource().getLocation().toURI();
        return in(Path.of(place));
    }

    private static List<String> inFolder(Path folder) throws IOException {
        List<String> uses = new ArrayList<>();
        int files = 0;
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path :
                    paths.filter(p -> p.toString().endsWith(".class")).sorted().toList()) {
                files++;
                try (InputStream in = Files.newInputStream(path);
                        DataInputStream data = new DataInputStream(in)) {
                    for (String name : names(data)) {
                        if (REFLECTIVE.matcher(name).matches()) {
                            uses.add(folder.relativize(path) + ": " + name);
                        }
                    }
                }
            }
        }
        if (files == 0) {
            throw new AssertionError("there are no classes in " + folder);
        }
        return uses;
    }

    /** The classes and members that a constant pool names; see chapter 4.4 of the JVM's specification. */
    private static List<String> names(DataInputStream in) throws IOException {
        in.readInt();
        in.readInt();
        int count = in.readUnsignedShort();
        String[] texts = new String[count];
        int[][] pairs = new int[count][];
        for (int i = 1; i < count; i++) {
            int tag = in.readUnsignedByte();
            switch (tag) {
                case 1 -> texts[i] = in.readUTF();
                case 3, 4 -> in.readInt();
                case 5, 6 -> {
                    in.readLong();
                    i++;
                }
                case 7, 8, 16, 19, 20 -> pairs[i] = new int[] {tag, in.readUnsignedShort()};
                case 9, 10, 11, 12, 17, 18 ->
                    pairs[i] = new int[] {tag, in.readUnsignedShort(), in.readUnsignedShort()};
                case 15 -> {
                    in.readUnsignedByte();
                    in.readUnsignedShort();
                }
                default -> throw new IOException("unknown constant " + tag);
            }
        }
        List<String> names = new ArrayList<>();
        for (int[] pair : pairs) {
            if (pair != null && pair[0] == 7) {
                names.add(texts[pair[1]]);
            } else if (pair != null && (pair[0] == 10 || pair[0] == 11)) {
                names.add(texts[pairs[pair[1]][1]] + "." + texts[pairs[pair[2]][1]]);
            }
        }
        return names;
    }
}
