package io.vmq.dispatch.steering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InputTransformTest {

    /** The names in the output of ethtool -x, and none where all are off. */
    @ParameterizedTest
    @CsvSource({"none, NONE", "symmetric-xor, SYMMETRIC_XOR", "symmetric-or-xor, SYMMETRIC_OR_XOR"})
    void shouldHaveTheNamesOfEthtool(String label, InputTransform transform) {
        assertThat(InputTransform.parse(label)).isEqualTo(transform);
        assertThat(transform.label()).isEqualTo(label);
    }

    @Test
    void shouldNameEachOnce() {
        assertThat(InputTransform.values()).hasSize(3).extracting(InputTransform::label).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "xor", "NONE", "symmetric_xor", "symmetric-xor "})
    void shouldRefuseOtherNames(String label) {
        assertThatIllegalArgumentException().isThrownBy(() -> InputTransform.parse(label)).withMessage("'" + label
                + "' is no input transformation (expected none, symmetric-xor or symmetric-or-xor)");
    }
}
