package io.oratio.gateway.socket;

import io.oratio.domain.tenant.TenantId;
import java.util.Optional;
import org.springframework.web.socket.WebSocketSession;

/// Says for whom a socket may call.
@FunctionalInterface
public interface SocketAccess {
  /// @return the tenant; empty refuses the socket
  Optional<TenantId> tenantOf(WebSocketSession socket);
}
