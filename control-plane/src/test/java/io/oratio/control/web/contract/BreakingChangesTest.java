package io.oratio.control.web.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Holds the contract against the last one that was released.
@Timeout(300)
class BreakingChangesTest {
  private static final Path RELEASED =
      Path.of("..", "docs", "protocol", "released", "control-plane.openapi.yaml");

  @Test
  void breaksNobodyWhoWasWrittenForTheReleasedContract() throws IOException {
    assertThat(BreakingChanges.between(Files.readString(RELEASED), Contract.standard().text()))
        .as(
            "The contract would break programs that were written for the released one. Make the"
                + " change an addition. If it has to break them, raise info.version by a major,"
                + " say so in CHANGELOG.md, and release it: copy"
                + " docs/protocol/control-plane.openapi.yaml over"
                + " docs/protocol/released/control-plane.openapi.yaml.")
        .isEmpty();
  }

  @Test
  void findsWhatWouldBreakSomebody() {
    String contract = small("");
    assertThat(BreakingChanges.between(contract, contract)).isEmpty();
    for (List<String> change :
        List.of(
            List.of("  /trunks:", "  /lines:"),
            List.of("    post:", "    put:"),
            List.of("required: [name]", "required: [name, port]"),
            List.of("port: {type: integer}", "port: {type: string}"),
            List.of("port: {type: [integer, 'null']}", "port: {type: integer}"),
            List.of("        realm: {type: string}\n", ""),
            List.of("passwordSet: {type: boolean}", "passwordSet: {type: string}"),
            List.of("        passwordSet: {type: boolean}\n", ""),
            List.of("maxLength: 64", "maxLength: 32"),
            List.of("'201'", "'200'"),
            List.of("{name: q, in: query,", "{name: q, in: query, required: true,"),
            List.of("roles: [owner, admin]", "roles: [owner]"),
            List.of("telephony:write", "trunks:write"),
            List.of("{public: true}", "{roles: [owner]}"))) {
      assertThat(contract).contains(change.getFirst());
      assertThat(
              BreakingChanges.between(
                  contract, contract.replace(change.getFirst(), change.getLast())))
          .as("%s becomes %s", change.getFirst(), change.getLast())
          .isNotEmpty();
    }
  }

  @Test
  void letsTheContractGrow() {
    String contract = small("");
    for (String grown :
        List.of(
            small(
                "  /other:\n"
                    + "    get: {operationId: other, x-access: {public: true}, responses: {'200':"
                    + " {description: Well.}}}\n"),
            contract.replace(
                "        realm: {type: string}\n",
                "        realm: {type: string}\n        country: {type: string}\n"),
            contract.replace(
                "        passwordSet: {type: boolean}\n",
                "        passwordSet: {type: boolean}\n        country: {type: string}\n"),
            contract.replace("roles: [owner, admin]", "roles: [owner, admin, operator]"),
            contract.replace("enum: [ONE]", "enum: [ONE, TWO]"))) {
      assertThat(BreakingChanges.between(contract, grown)).isEmpty();
    }
  }

  private static String small(String more) {
    return """
    openapi: 3.1.1
    jsonSchemaDialect: https://json-schema.org/draft/2020-12/schema
    info: {title: Small, version: 1.0.0}
    paths:
      /trunks:
        post:
          operationId: addTrunk
          x-access: {roles: [owner, admin], scope: "telephony:write"}
          parameters:
            - {name: q, in: query, schema: {type: string}}
          requestBody:
            required: true
            content: {application/json: {schema: {$ref: '#/components/schemas/NewTrunk'}}}
          responses:
            '201':
              description: The trunk.
              content: {application/json: {schema: {$ref: '#/components/schemas/Trunk'}}}
            '409':
              description: Not now.
              content: {application/json: {schema: {$ref: '#/components/schemas/ErrorCode'}}}
      /health:
        get:
          operationId: health
          x-access: {public: true}
          responses: {'200': {description: Well.}}
    %scomponents:
      schemas:
        ErrorCode: {type: string, enum: [ONE]}
        NewTrunk:
          type: object
          additionalProperties: false
          required: [name]
          properties:
            name: {type: string, maxLength: 64}
            port: {type: integer}
            realm: {type: string}
            nested:
              type: object
              properties:
                port: {type: [integer, 'null']}
        Trunk:
          type: object
          required: [passwordSet]
          properties:
            passwordSet: {type: boolean}
    """
        .formatted(more);
  }
}
