package io.oratio.phone.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.oratio.phone.call.EndedBy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonTest {
  @Test
  void writesEveryKindOfValue() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("text", "a\"b\\c\n\r\t\u0001é");
    map.put("list", List.of(1, 2.5, 3.0, true, List.of(), Map.of()));
    map.put("small", 0.00004);
    map.put("none", Double.NaN);
    map.put("choice", EndedBy.THEM);
    map.put("long", 1L << 40);
    assertThat(Json.write(map))
        .isEqualTo(
            "{\"text\":\"a\\\"b\\\\c\\n\\r\\t\\u0001é\",\"list\":[1,2.5,3,true,[],{}],"
                + "\"small\":0,\"none\":null,\"choice\":\"them\",\"long\":1099511627776}");
  }

  @Test
  void refusesWhatJsonCannotSay() {
    assertThatThrownBy(() -> Json.write(new Object())).isInstanceOf(IllegalArgumentException.class);
  }
}
