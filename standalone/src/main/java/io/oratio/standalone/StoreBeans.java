package io.oratio.standalone;

import io.oratio.domain.account.Invitations;
import io.oratio.domain.account.Logins;
import io.oratio.domain.account.Members;
import io.oratio.domain.account.OneTimeTokens;
import io.oratio.domain.account.Users;
import io.oratio.domain.agent.Agents;
import io.oratio.domain.audit.AuditLog;
import io.oratio.domain.call.OutboundCalls;
import io.oratio.domain.conversation.Conversations;
import io.oratio.domain.creation.Creations;
import io.oratio.domain.key.ApiKeys;
import io.oratio.domain.knowledge.KnowledgeBases;
import io.oratio.domain.mail.Mailbox;
import io.oratio.domain.memory.Facts;
import io.oratio.domain.notification.Notifications;
import io.oratio.domain.number.Numbers;
import io.oratio.domain.object.ObjectStore;
import io.oratio.domain.session.Sessions;
import io.oratio.domain.tenant.TenantPolicies;
import io.oratio.domain.tenant.Tenants;
import io.oratio.domain.tool.ToolExecutions;
import io.oratio.domain.trunk.Trunks;
import io.oratio.storage.Stores;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Each store as a bean of its own, so that a part is given what it needs and nothing else.
@Configuration(proxyBeanMethods = false)
class StoreBeans {
  @Bean
  Tenants tenants(Stores stores) {
    return stores.tenants();
  }

  @Bean
  TenantPolicies tenantPolicies(Stores stores) {
    return stores.tenantPolicies();
  }

  @Bean
  Users users(Stores stores) {
    return stores.users();
  }

  @Bean
  Members members(Stores stores) {
    return stores.members();
  }

  @Bean
  Invitations invitations(Stores stores) {
    return stores.invitations();
  }

  @Bean
  OneTimeTokens oneTimeTokens(Stores stores) {
    return stores.oneTimeTokens();
  }

  @Bean
  Logins logins(Stores stores) {
    return stores.logins();
  }

  @Bean
  ApiKeys apiKeys(Stores stores) {
    return stores.apiKeys();
  }

  @Bean
  AuditLog auditLog(Stores stores) {
    return stores.auditLog();
  }

  @Bean
  Agents agents(Stores stores) {
    return stores.agents();
  }

  @Bean
  Numbers numbers(Stores stores) {
    return stores.numbers();
  }

  @Bean
  Trunks trunks(Stores stores) {
    return stores.trunks();
  }

  @Bean
  Sessions sessions(Stores stores) {
    return stores.sessions();
  }

  @Bean
  OutboundCalls outboundCalls(Stores stores) {
    return stores.outboundCalls();
  }

  @Bean
  Creations creations(Stores stores) {
    return stores.creations();
  }

  @Bean
  KnowledgeBases knowledgeBases(Stores stores) {
    return stores.knowledgeBases();
  }

  @Bean
  ToolExecutions toolExecutions(Stores stores) {
    return stores.toolExecutions();
  }

  @Bean
  Facts facts(Stores stores) {
    return stores.facts();
  }

  @Bean
  Notifications notifications(Stores stores) {
    return stores.notifications();
  }

  @Bean
  Mailbox mailbox(Stores stores) {
    return stores.mailbox();
  }

  @Bean
  Conversations conversations(Stores stores) {
    return stores.conversations();
  }

  @Bean
  ObjectStore objectStore(Stores stores) {
    return stores.objects();
  }
}
