package io.multimodal4j.benchmarks;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** The sample photograph as a JPEG of any size. */
final class Pictures {

    /** The repository's root is where benchmarks are run. */
    static final Path SAMPLES = Path.of("sample-models");

    private Pictures() {}

    static byte[] jpeg(int width, int height) throws IOException {
        byte[] photograph = Files.readAllBytes(SAMPLES.resolve("images/harbour.jpg"));
        BufferedImage original = ImageIO.read(new ByteArrayInputStream(photograph));
        BufferedImage scaled = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = scaled.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        graphics.drawImage(original, 0, 0, width, height, null);
        graphics.dispose();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(scaled, "jpeg", out);
        return out.toByteArray();
    }

    /** {@code "640x480"} as width and height. */
    static int[] size(String text) {
        String[] sides = text.split("x", -1);
        return new int[] {Integer.parseInt(sides[0]), Integer.parseInt(sides[1])};
    }
}
