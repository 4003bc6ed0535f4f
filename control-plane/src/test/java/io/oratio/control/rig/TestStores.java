package io.oratio.control.rig;

import io.oratio.domain.account.InMemoryInvitations;
import io.oratio.domain.account.InMemoryLogins;
import io.oratio.domain.account.InMemoryMembers;
import io.oratio.domain.account.InMemoryOneTimeTokens;
import io.oratio.domain.account.InMemoryUsers;
import io.oratio.domain.account.Invitations;
import io.oratio.domain.account.Logins;
import io.oratio.domain.account.Members;
import io.oratio.domain.account.OneTimeTokens;
import io.oratio.domain.account.Users;
import io.oratio.domain.agent.Agents;
import io.oratio.domain.agent.InMemoryAgents;
import io.oratio.domain.audit.AuditLog;
import io.oratio.domain.audit.InMemoryAuditLog;
import io.oratio.domain.call.InMemoryOutboundCalls;
import io.oratio.domain.call.OutboundCalls;
import io.oratio.domain.conversation.Conversations;
import io.oratio.domain.conversation.InMemoryConversations;
import io.oratio.domain.creation.Creations;
import io.oratio.domain.creation.InMemoryCreations;
import io.oratio.domain.key.ApiKeys;
import io.oratio.domain.key.InMemoryApiKeys;
import io.oratio.domain.knowledge.InMemoryKnowledgeBases;
import io.oratio.domain.knowledge.KnowledgeBases;
import io.oratio.domain.live.Commands;
import io.oratio.domain.live.InProcessCommands;
import io.oratio.domain.live.InProcessLiveEvents;
import io.oratio.domain.live.LiveEvents;
import io.oratio.domain.mail.InMemoryMailbox;
import io.oratio.domain.mail.Mailbox;
import io.oratio.domain.memory.Facts;
import io.oratio.domain.memory.InMemoryFacts;
import io.oratio.domain.notification.InMemoryNotifications;
import io.oratio.domain.notification.Notifications;
import io.oratio.domain.number.InMemoryNumbers;
import io.oratio.domain.number.Numbers;
import io.oratio.domain.object.InMemoryObjectStore;
import io.oratio.domain.object.ObjectStore;
import io.oratio.domain.session.InMemorySessions;
import io.oratio.domain.session.Sessions;
import io.oratio.domain.tenant.InMemoryTenantPolicies;
import io.oratio.domain.tenant.InMemoryTenants;
import io.oratio.domain.tenant.TenantPolicies;
import io.oratio.domain.tenant.Tenants;
import io.oratio.domain.tool.InMemoryToolExecutions;
import io.oratio.domain.tool.ToolExecutions;
import io.oratio.domain.trunk.InMemoryTrunks;
import io.oratio.domain.trunk.Trunks;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The domain's stores in memory. A feature whose port is missing here adds its fake.
@Configuration(proxyBeanMethods = false)
class TestStores {
  @Bean
  Tenants tenants() {
    return new InMemoryTenants();
  }

  @Bean
  TenantPolicies tenantPolicies() {
    return new InMemoryTenantPolicies();
  }

  @Bean
  Users users() {
    return new InMemoryUsers();
  }

  @Bean
  Members members() {
    return new InMemoryMembers();
  }

  @Bean
  Invitations invitations() {
    return new InMemoryInvitations();
  }

  @Bean
  OneTimeTokens oneTimeTokens() {
    return new InMemoryOneTimeTokens();
  }

  @Bean
  Logins logins() {
    return new InMemoryLogins();
  }

  @Bean
  ApiKeys apiKeys() {
    return new InMemoryApiKeys();
  }

  @Bean
  AuditLog auditLog() {
    return new InMemoryAuditLog();
  }

  @Bean
  Agents agents() {
    return new InMemoryAgents();
  }

  @Bean
  Numbers numbers() {
    return new InMemoryNumbers();
  }

  @Bean
  Trunks trunks() {
    return new InMemoryTrunks();
  }

  @Bean
  Sessions sessions() {
    return new InMemorySessions();
  }

  @Bean
  OutboundCalls outboundCalls() {
    return new InMemoryOutboundCalls();
  }

  @Bean
  Creations creations() {
    return new InMemoryCreations();
  }

  @Bean
  KnowledgeBases knowledgeBases() {
    return new InMemoryKnowledgeBases();
  }

  @Bean
  ToolExecutions toolExecutions() {
    return new InMemoryToolExecutions();
  }

  @Bean
  Facts facts() {
    return new InMemoryFacts();
  }

  @Bean
  Notifications notifications() {
    return new InMemoryNotifications();
  }

  @Bean
  Mailbox mailbox() {
    return new InMemoryMailbox();
  }

  @Bean
  Conversations conversations() {
    return new InMemoryConversations();
  }

  @Bean
  ObjectStore objectStore() {
    return new InMemoryObjectStore();
  }

  @Bean(destroyMethod = "close")
  LiveEvents liveEvents() {
    return new InProcessLiveEvents(Clock.systemUTC());
  }

  @Bean
  Commands commands() {
    return new InProcessCommands();
  }
}
