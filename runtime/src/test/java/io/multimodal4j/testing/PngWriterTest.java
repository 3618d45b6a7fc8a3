package io.multimodal4j.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.multimodal4j.media.ImageSize;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PngWriterTest {

    @ParameterizedTest
    @CsvSource({"1, 1", "7, 300", "301, 2", "64, 48"})
    void anotherReaderReadsIt(int width, int height) throws IOException {
        BufferedImage read = ImageIO.read(new ByteArrayInputStream(PngWriter.write(new ImageSize(width, height))));
        assertThat(read.getWidth()).isEqualTo(width);
        assertThat(read.getHeight()).isEqualTo(height);
        int i = 1 + (width - 1) * 3;
        int y = height - 1;
        int red = (i * 31 + y * 17 + ((i * y) >> 3) + width * 101) & 0xff;
        assertThat((read.getRGB(width - 1, y) >> 16) & 0xff).isEqualTo(red);
    }
}
